"""Reads the parity ledger from turns, entries and refusals, and counts refusals (FL23).

The database does the sums: a query returns one row for each party and place, however long the session was.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from django.db.models import Count, F, Sum

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.ids import kind, number, subject
from foundation.messages.protocol import CommandFrame
from sessions import permissions
from sessions.floor import store
from sessions.floor.models import Entry, Turn
from sessions.minutes.parity import rules
from sessions.minutes.parity.models import RefusedRequest
from sessions.minutes.parity.rules import LedgerLine, Tally, Unit
from sessions.parties.models import Party
from sessions.parties.protocol import Place
from sessions.programme.models import Session

_Rows = Iterable[dict[str, Any]]


def note_refusal(seat: Seat, frame: CommandFrame, code: str) -> None:
    """Count a request for the floor that was refused. The caller holds the stream.

    A request from a party's seat counts for that party, even if the command names another one. A request that a
    moderator sends for a party does not count. A request from a sender without permission does not count either.
    """
    asked = frame.command.get("type") in rules.ASKS and kind(frame.stream) == "session"
    if not asked or code.startswith(("wire.", "seat.")) or permissions.moderates(seat.roles_in(frame.stream)):
        return
    party = _asked_for(seat, frame)
    if party is None:
        return
    place = seat.place if seat.party == str(party.pk) else party.place
    row, _ = RefusedRequest.objects.get_or_create(
        session_id=subject(frame.stream), party=party, place=place, code=code
    )
    RefusedRequest.objects.filter(pk=row.pk).update(times=F("times") + 1)


def _asked_for(seat: Seat, frame: CommandFrame) -> Party | None:
    """The party for which a refused command asked for the floor, or None.

    It is the seat's own party. If the seat has no party and may inscribe others, it is the party that the command
    names.
    """
    own = seat.party or ""
    if not own and permissions.allows(seat.roles_in(frame.stream), "floor.inscribe_others"):
        own = str(frame.command.get("party") or "")
    return Party.objects.filter(pk=number(own), conference=number(seat.conference)).first()


def ledger(session: Session) -> list[LedgerLine]:
    """The whole parity ledger of a session, as it is now (FL23)."""
    tallies: dict[tuple[str, Place], Tally] = defaultdict(lambda: Tally("", "hall"))
    for rows in (_turns(session), _turns_not_over(session), _waiting(session), _refused(session)):
        for row in rows:
            key = str(row.pop("party")), cast(Place, row.pop("place"))
            before = replace(tallies[key], party=key[0], place=key[1])
            tallies[key] = replace(before, **{name: getattr(before, name) + row[name] for name in row})
    units = {
        str(pk): Unit(str(theme or ""), region)
        for pk, theme, region in Party.objects.filter(conference=session.conference_id).values_list(
            "pk", "theme", "region"
        )
    }
    return rules.ledger(tallies.values(), units)


def published(session: Session) -> list[LedgerLine]:
    """The lines of the parity ledger that everyone may see, by the organiser's choice (FL23)."""
    choice = session.conference.publishes_parity
    return [] if choice == "nothing" else rules.published(ledger(session), choice)


def _turns(session: Session) -> _Rows:
    """For each party and place, sums over all its turns. A turn that is not over counts as a turn without speaking
    time.
    """
    rows = Turn.objects.filter(session=session).values("party", "place").order_by()
    sums = rows.annotate(
        count=Count("pk"),
        clock=Sum("spoken"),
        over=Sum("overtime"),
        first=Count("waited"),
        wait=Sum("waited"),
    )
    for row in sums:
        wait = row["wait"] or 0.0
        yield _of(
            row,
            turns=row["count"],
            spoken=row["clock"],
            overtime=row["over"],
            called=row["first"],
            waited=wait,
        )


def _turns_not_over(session: Session) -> _Rows:
    """For each party and place, sums over turns that are not over: the one that has the floor, and interrupted ones."""
    now = clock.now()
    for row in Turn.objects.filter(session=session, ended_at=None).select_related("entry"):
        turn = store.to_turn(row)
        of = {"party": row.party_id, "place": row.place}
        yield _of(of, spoken=turn.spoken_time(now).total_seconds(), overtime=turn.overtime(now))


def _waiting(session: Session) -> _Rows:
    if session.state == "closed":
        return
    rows = Entry.objects.filter(session=session, state="waiting").values("party", "place")
    for row in rows.annotate(waiting=Count("pk")).order_by():
        yield _of(row, waiting=row["waiting"])


def _refused(session: Session) -> _Rows:
    rows = RefusedRequest.objects.filter(session=session).values("party", "place")
    for row in rows.annotate(refusals=Sum("times")).order_by():
        yield _of(row, refusals=row["refusals"])


def _of(row: Mapping[str, Any], **counted: float) -> dict[str, Any]:
    return {"party": row["party"], "place": row["place"], **counted}
