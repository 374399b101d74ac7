"""The only writer of clashes. The conference's stream alone is written: no second session is locked."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from foundation import clock
from foundation.database import writing
from foundation.journal import services as journal
from foundation.journal.views import Audience
from sessions.clashes.models import Clash
from sessions.clashes.protocol import ClashesChanged
from sessions.clashes.rules import Sitting, overlap
from sessions.floor.models import Entry, Turn
from sessions.programme.models import Session

Pair = tuple[int, int, int]
"""Party, and two sessions, the smaller number first."""


def settle(session: Session, parties: Collection[int], now: datetime) -> None:
    """Look again at parties whose place in a session changed. The caller holds the session's stream, and has saved.

    The conference's stream is locked before the other lists are read: of two sessions that take the same party at the
    same moment, the later one sees both.
    """
    others = [other for other in _others(session) if overlap(_sitting(session), _sitting(other))]
    if not others and not _open(session, parties).exists():
        return
    journal.lock(f"conference/{session.conference_id}")
    known = {(row.party_id, row.first_id, row.second_id): row for row in _open(session, parties)}
    wanted = _wanted(session, others, parties)
    rows = [_write(pair, pair in wanted) for pair in sorted(wanted ^ known.keys())]
    if rows:
        journal.append(
            f"conference/{session.conference_id}",
            ClashesChanged(parties=sorted({str(row.party_id) for row in rows}, key=int)),
            at=now,
            changed=rows,
            audience=Audience.MODERATORS,
        )


def settle_session(session: Session) -> None:
    """Look again at all parties of a session: its time was changed."""
    with writing():
        journal.lock(session.stream)
        there = {party for _, party in _asking([session.pk])}
        there |= set(_of(session).filter(open=True).values_list("party_id", flat=True))
        settle(session, there, clock.now())


def _others(session: Session) -> list[Session]:
    same = Session.objects.filter(conference=session.conference_id).exclude(state=Session.State.CLOSED)
    return list(same.exclude(pk=session.pk))


def _sitting(session: Session) -> Sitting:
    return Sitting(session.starts_at, session.ends_at, session.state)


def _of(session: Session) -> QuerySet[Clash]:
    return Clash.objects.filter(Q(first=session) | Q(second=session))


def _open(session: Session, parties: Collection[int]) -> QuerySet[Clash]:
    return _of(session).filter(open=True, party__in=parties)


def _wanted(session: Session, others: list[Session], parties: Collection[int]) -> set[Pair]:
    asking = _asking([session.pk, *(other.pk for other in others)], parties)
    here = {party for where, party in asking if where == session.pk}
    return {
        (party, min(where, session.pk), max(where, session.pk))
        for where, party in asking
        if where != session.pk and party in here
    }


def _asking(sessions: Collection[int], parties: Collection[int] | None = None) -> set[tuple[int, int]]:
    """Session and party of all who stand on a list or have the floor; a point of order stands on none."""
    of = {"session__in": sessions} | ({} if parties is None else {"party__in": parties})
    waiting = Entry.objects.filter(state="waiting", **of).exclude(kind="point_of_order")
    turns = Turn.objects.filter(ended_at=None, **of).exclude(entry__kind="point_of_order")
    return {*waiting.values_list("session", "party"), *turns.values_list("session", "party")}


def _write(pair: Pair, is_open: bool) -> Clash:
    party, first, second = pair
    return Clash.objects.update_or_create(
        party_id=party, first_id=first, second_id=second, defaults={"open": is_open}
    )[0]
