"""Keeps the waiting entries of recent sessions in memory, so that a command does not load a long list again."""

from collections import OrderedDict

from foundation.journal import services as journal
from sessions.floor.core.state import Entry, Floor
from sessions.programme.models import Session

MOST = 64
"""The highest number of sessions whose entries are kept."""

Heads = dict[str, journal.Head]

_kept: OrderedDict[int, tuple[Heads, tuple[Entry, ...]]] = OrderedDict()


def cache_entries(session: Session, floor: Floor) -> None:
    """Keep the waiting entries of a floor that was saved and journaled. The caller holds the session's stream.

    The kept entries are valid while the heads of the session's and the conference's streams stay the same. Each change
    of the floor appends an entry to the session's stream in the same transaction, and each deletion of a participant or
    party appends one to the conference's stream. A head has a random nonce, so the head of a transaction that was
    rolled back never returns.
    """
    _kept[session.pk] = _heads_of(session), tuple(floor.requests)
    _kept.move_to_end(session.pk)
    while len(_kept) > MOST:
        _kept.popitem(last=False)


def cached_entries(session: Session) -> tuple[Entry, ...] | None:
    """The waiting entries, or None if they have to be loaded. The caller holds the session's stream."""
    known = _kept.get(session.pk)
    return known[1] if known is not None and known[0] == _heads_of(session) else None


def _heads_of(session: Session) -> Heads:
    return journal.heads([session.stream, f"conference/{session.conference_id}"])
