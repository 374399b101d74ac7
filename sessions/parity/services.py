"""Reads the parity ledger from turns, entries and refusals, and counts these (FL23).

The database adds up: what comes back is a row for each party and place, however long the session was.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Sum,
    Value,
)  # fmt: skip
from django.db.models.functions import Coalesce, Greatest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.ids import kind, number, subject
from foundation.journal.models import Entry as JournalEntry
from foundation.wire.protocol import Ask
from sessions import permissions
from sessions.floor.models import Entry, Turn
from sessions.parity import rules
from sessions.parity.models import RefusedRequest
from sessions.parity.rules import Published, Share, Tally, Unit
from sessions.parties.models import Party
from sessions.parties.protocol import Place
from sessions.programme.models import Session

_Rows = Iterable[dict[str, Any]]


def note_refusal(seat: Seat, ask: Ask, code: str) -> None:
    """Count a refusal, where a party asked for the floor or the desk did so for it. The caller holds the stream.

    What moderators try for others is their own affair, and who may not ask at all was not refused its turn.
    """
    asked = ask.command.get("type") in rules.ASKS and kind(ask.stream) == "session"
    if not asked or code.startswith(("wire.", "seat.")) or permissions.moderates(seat.roles):
        return
    named = str(ask.command.get("party") or seat.party or "")
    party = Party.objects.filter(pk=number(named), conference=number(seat.conference)).first()
    if party is None:
        return
    place = seat.place if seat.party == str(party.pk) else party.place
    row, _ = RefusedRequest.objects.get_or_create(
        session_id=subject(ask.stream), party=party, place=place, code=code
    )
    RefusedRequest.objects.filter(pk=row.pk).update(times=F("times") + 1)


def ledger(session: Session) -> list[Share]:
    """FL23: the whole ledger, as it is now."""
    tallies: dict[tuple[str, Place], Tally] = defaultdict(lambda: Tally("", "hall"))
    for rows in (_ended(session), _called(session), _present(session), _waiting(session), _refused(session)):
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


def published(session: Session) -> list[Share]:
    """What of the ledger everyone may see, by the organiser's choice (FL23)."""
    choice = cast(Published, session.conference.publishes_parity)
    return [] if choice == "nothing" else rules.published(ledger(session), choice)


def _ended(session: Session) -> _Rows:
    stopped = Coalesce("suspended_at", "ended_at")
    ran = ExpressionWrapper(stopped - F("started_at"), DurationField())
    rows = Turn.objects.filter(session=session, ended_at__isnull=False).values("party", "place")
    sums = rows.annotate(
        turns=Count("pk"), ran=Sum(ran), stood=Sum("suspended"), over=Sum("overtime")
    ).order_by()
    for row in sums:
        spoken = row["ran"] - row["stood"]
        yield _of(row, turns=row["turns"], spoken=spoken.total_seconds(), overtime=row["over"])


def _called(session: Session) -> _Rows:
    """How long entries waited for their first call; not before the session was open. Points of order do not wait."""
    began = Value(_opened(session), DateTimeField())
    waited = ExpressionWrapper(F("started_at") - Greatest("entry__inscribed_at", began), DurationField())
    earlier = Turn.objects.filter(entry=OuterRef("entry"), number__lt=OuterRef("number"))
    first = Turn.objects.filter(~Exists(earlier), session=session).exclude(entry__kind="point_of_order")
    sums = first.values("party", "place").annotate(called=Count("pk"), waited=Sum(waited)).order_by()
    for row in sums:
        yield _of(row, called=row["called"], waited=max(row["waited"], timedelta()).total_seconds())


def _present(session: Session) -> _Rows:
    """The turn that has the floor, and one that waits for a ruling."""
    now = clock.now()
    for turn in Turn.objects.filter(session=session, ended_at=None):
        spoken = (turn.suspended_at or now) - turn.started_at - turn.suspended
        over = max(0.0, spoken.total_seconds() - turn.allotted)
        row = {"party": turn.party_id, "place": turn.place}
        yield _of(row, turns=1, spoken=spoken.total_seconds(), overtime=over)


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


def _opened(session: Session) -> datetime:
    """When the session was opened; where nobody did, as in a demo, when it was to begin."""
    opened = JournalEntry.objects.filter(stream=session.stream, event__type="session.opened")
    return opened.order_by("seq").values_list("at", flat=True).first() or session.starts_at
