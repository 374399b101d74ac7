"""Appends entries to the journal and reads them. All other state can be rebuilt from it."""

import json
import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Model

from foundation import clock
from foundation.clock import timestamp_text
from foundation.database import read_transaction
from foundation.ids import subject
from foundation.journal.models import Entry, Stream
from foundation.journal.protocol import HeadRecorded
from foundation.journal.seals import SALT_BYTES, seal_entry
from foundation.messages.projections import (
    Audience,
    Entities,
    own_put_and_drop,
    own_snapshots,
    put_and_drop,
    snapshot,
)
from foundation.messages.protocol import Event
from foundation.registry import registry

Head = tuple[int, str]
"""The number and nonce of a stream's last entry."""

NONCE_BYTES = 4

_listeners: list[Callable[[str, int], None]] = []


def call_after_commits(heard: Callable[[str, int], None]) -> Callable[[], None]:
    """From now on call `heard(stream, seq)` after each commit of this process, on the thread that committed.

    Returns a function that ends these calls.
    """
    _listeners.append(heard)
    return lambda: _listeners.remove(heard)


def lock(stream: str) -> Stream:
    """Lock a stream until the transaction ends. Lock a session's stream before its conference's.

    From now on this process's clock does not read earlier than the stream's last entry.
    """
    row = lock_known(stream)
    return row or Stream.objects.select_for_update().get_or_create(name=stream)[0]


def lock_known(stream: str) -> Stream | None:
    """Lock a stream as `lock` does, if it has been locked before. Otherwise return None, and do not create it."""
    row = Stream.objects.select_for_update().filter(name=stream).first()
    if row is not None and row.at is not None:
        clock.catch_up(row.at)
    return row


def append(
    stream: str,
    event: Event,
    *,
    at: datetime,
    changed: Iterable[Model] = (),
    gone: Iterable[Model] = (),
    actor: str = "",
    acting_as: str | None = None,
    audience: Audience = Audience.EVERYONE,
    reseats: str = "",
) -> int:
    """Append an event with the rows that it changed and those that are to be deleted. Returns its number.

    The caller is in a transaction. `actor` is the person, for the record. `acting_as` is the participant, for screens.
    With the audience MODERATORS the entry is withheld from everyone else. Rows that reactions change (`Reaction`) are
    in the same frame. If `at` is earlier than the last entry's moment, that moment is used.
    """
    row = lock(stream)
    row.seq += 1
    row.at = at = max(at, row.at or at)
    rows, ended = [*changed, *registry().run_reactions(stream, event, at)], list(gone)
    body = event.model_dump(mode="json")
    chance = secrets.token_bytes(NONCE_BYTES + 2 * SALT_BYTES)
    nonce, salts = chance[:NONCE_BYTES].hex(), chance[NONCE_BYTES:]

    def frame(reader: Audience, after: int) -> str:
        put, drop = put_and_drop(registry().projections_of(stream), rows, ended, reader)
        return compact_json(
            {
                "stream": stream,
                "after": after,
                "seq": row.seq,
                "cursor": cursor(row.seq, nonce, reader),
                "event": body,
                "actor": acting_as,
                "at": timestamp_text(at),
                "put": put,
                "drop": drop,
            }
        )

    public = audience is Audience.EVERYONE
    everyone = frame(Audience.EVERYONE, row.public_seq) if public else None
    moderators = frame(Audience.MODERATORS, row.seq - 1)
    own = compact_json(own_put_and_drop(registry().own_projections_of(stream), rows))
    sealed, head = seal_entry(salts, stream, row.seq, row.head, everyone, moderators, actor, own, reseats)
    Entry.objects.create(
        stream=row,
        seq=row.seq,
        nonce=nonce,
        at=at,
        actor=actor,
        event=body,
        everyone=everyone,
        moderators=moderators,
        own=own,
        reseats=reseats,
        seal=sealed,
    )
    row.head = head
    if public:
        row.public_seq = row.seq
    row.save()
    seq = row.seq
    transaction.on_commit(lambda: _call_listeners(stream, seq), robust=True)
    return seq


def _call_listeners(stream: str, seq: int) -> None:
    for heard in list(_listeners):
        heard(stream, seq)


def record_head(into: str, stream: str, *, at: datetime, audience: Audience = Audience.EVERYONE) -> None:
    """Append the head of a stream to another stream. The caller is in a transaction, and holds `stream`."""
    row = lock(stream)
    append(into, HeadRecorded(stream=stream, seq=row.seq, head=row.head), at=at, audience=audience)


def sealed_heads(streams: Iterable[str]) -> dict[str, tuple[int, str]]:
    """The number and hash of the last entry of each stream that has one, in one query."""
    last = Stream.objects.filter(name__in=list(streams), seq__gt=0)
    return {name: (seq, head) for name, seq, head in last.values_list("name", "seq", "head")}


def compact_json(content: Any) -> str:
    """JSON without blanks, as frames are stored and sent."""
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)


def cursor(seq: int, nonce: str, audience: Audience) -> str:
    """The position of a reader: a number, the nonce of that entry, and the audience. Opaque to browsers."""
    return f"{seq}.{nonce}.{audience.value}"


@dataclass(frozen=True)
class State:
    """A stream at one moment, for one audience."""

    seq: int
    nonce: str
    entities: Entities


def snapshot_of(stream: str, audience: Audience) -> State:
    """Return the snapshot of a stream for one audience, with the journal's number at which it was taken."""
    with read_transaction():
        seq, nonce = _head(stream)
        return State(seq, nonce, snapshot(registry().projections_of(stream), subject(stream), audience))


def own_snapshots_of(stream: str, wanted: Collection[frozenset[str]]) -> dict[frozenset[str], State]:
    """For each set of keys, the entities that belong to one of its owners alone.

    The number of queries does not depend on the number of sets.
    """
    with read_transaction():
        seq, nonce = _head(stream)
        found = own_snapshots(registry().own_projections_of(stream), subject(stream), wanted)
        return {keys: State(seq, nonce, entities) for keys, entities in found.items()}


def own_snapshot_of(stream: str, keys: frozenset[str]) -> State:
    """The entities that belong to one of these owners alone."""
    return own_snapshots_of(stream, [keys])[keys]


def _head(stream: str) -> Head:
    last = Entry.objects.filter(stream=stream).order_by("-seq").values_list("seq", "nonce").first()
    return last or (0, "0")


def entries_since(stream: str, seq: int, most: int = 1000) -> list[Entry]:
    """The entries from `seq` on, in order. With `seq` itself, the caller can notice a replaced history."""
    return list(Entry.objects.filter(stream=stream, seq__gte=seq).order_by("seq")[:most])


def latest_entries(stream: str, most: int) -> list[Entry]:
    """The last `most` entries, in order."""
    return list(Entry.objects.filter(stream=stream).order_by("-seq")[:most])[::-1]


def heads(streams: Iterable[str]) -> dict[str, Head]:
    """The number and nonce of the last entry of each stream that has one, in one query."""
    last = Entry.objects.filter(stream__in=list(streams), seq=F("stream__seq"))
    return {name: (seq, nonce) for name, seq, nonce in last.values_list("stream", "seq", "nonce")}
