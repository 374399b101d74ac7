"""The only writer of conflicts. It writes to the conference's stream only, and locks no second session."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from foundation import clock
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from sessions.floor.conflicts.models import Clash
from sessions.floor.conflicts.protocol import ClashesChanged
from sessions.floor.conflicts.rules import SessionTimes, overlap
from sessions.floor.core.state import PROCEDURAL
from sessions.floor.models import Entry, Turn
from sessions.programme.models import Session

Pair = tuple[int, int, int]
"""The ids of a party and of two sessions. The smaller session id comes first."""


def update_conflicts(session: Session, parties: Collection[int] | None, now: datetime) -> None:
    """Update the conflicts of these parties, or of all parties if None.

    The caller holds the session's stream and has saved the floor. The conference's stream is locked before other
    lists are read: if two sessions inscribe the same party at the same moment, the later one sees both.
    """
    if parties is not None and not parties:
        return
    others = [
        other for other in _other_sessions(session) if overlap(_session_times(session), _session_times(other))
    ]
    if not others and not _open_pairs(session, parties).exists():
        return
    journal.lock(f"conference/{session.conference_id}")
    known = {(row.party_id, row.first_id, row.second_id): row for row in _open_pairs(session, parties)}
    wanted = _wanted_clashes(session, others, parties)
    rows = [_store_clash(pair, pair in wanted) for pair in sorted(wanted ^ known.keys())]
    if rows:
        journal.append(
            f"conference/{session.conference_id}",
            ClashesChanged(parties=sorted({str(row.party_id) for row in rows}, key=int)),
            at=now,
            changed=rows,
            audience=Audience.MODERATORS,
        )


def update_session_conflicts(session: Session) -> None:
    """Update the conflicts of all parties of a session, because its time changed."""
    with write_transaction():
        journal.lock(session.stream)
        update_conflicts(session, None, clock.now())


def _other_sessions(session: Session) -> list[Session]:
    same = Session.objects.filter(conference=session.conference_id).exclude(state="closed")
    return list(same.exclude(pk=session.pk))


def _session_times(session: Session) -> SessionTimes:
    """The times and state of a session. An adjourned session counts as scheduled from the moment at which it resumes,
    for its planned duration.
    """
    if session.resumes_at is not None:
        ends_at = session.resumes_at + (session.ends_at - session.starts_at)
        return SessionTimes(session.resumes_at, ends_at, "scheduled")
    return SessionTimes(session.starts_at, session.ends_at, session.state)


def _open_pairs(session: Session, parties: Collection[int] | None) -> QuerySet[Clash]:
    rows = Clash.objects.filter(Q(first=session) | Q(second=session), open=True)
    return rows if parties is None else rows.filter(party__in=parties)


def _wanted_clashes(session: Session, others: list[Session], parties: Collection[int] | None) -> set[Pair]:
    found = entries_by_party([session.pk, *(other.pk for other in others)], parties)
    here = {party for where, party in found if where == session.pk}
    return {
        (party, min(where, session.pk), max(where, session.pk))
        for where, party in found
        if where != session.pk and party in here
    }


def entries_by_party(sessions: Collection[int], parties: Collection[int] | None) -> set[tuple[int, int]]:
    """The session and the party of each entry that waits on a list or has the floor, as in `rules.parties_in`.

    Of these parties only, or of all if None.
    """
    of = {"session__in": sessions} | ({} if parties is None else {"party__in": parties})
    waiting = Entry.objects.filter(state="waiting", **of).exclude(kind__in=PROCEDURAL)
    turns = Turn.objects.filter(ended_at=None, **of).exclude(entry__kind__in=PROCEDURAL)
    return {*waiting.values_list("session", "party"), *turns.values_list("session", "party")}


def _store_clash(pair: Pair, is_open: bool) -> Clash:
    party, first, second = pair
    return Clash.objects.update_or_create(
        party_id=party, first_id=first, second_id=second, defaults={"open": is_open}
    )[0]
