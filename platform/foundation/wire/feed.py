"""One followed stream in the memory of a process: its history, its snapshots and its readers."""

import asyncio
import gzip
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.database import in_thread
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from foundation.messages.protocol import Device
from foundation.registry import StreamFacts, registry
from foundation.rest.authentication import seat_info
from foundation.wire.batch_loader import BatchLoader
from foundation.wire.history import EncodedEntry, History
from foundation.wire.socket_writer import binary_frame, text_frame

SLICE = 400
"""How many readers are written to before the loop may do other work. To write to so many takes about 5 ms."""


class Reader(Protocol):
    """A socket as the hub sees it."""

    id: str
    seat: Seat
    ends_at: float
    """When the reader's token expires and the socket is closed, in seconds of `time.monotonic`."""
    device: Device | None
    lost: bool
    """Whether the connection ended without a close frame."""
    aside: set[str]
    """The streams that it follows without counting as present."""

    def send_ready(self, frame: bytes) -> bool:
        """Write an encoded frame. Returns False if the socket cannot take it. Never raises."""

    def close_soon(self, code: int) -> None:
        """Close the socket."""


@dataclass(slots=True)
class FollowState:
    """How a reader follows a stream.

    The reader has its own entities as of the number `own_seq`. `ended` is true if it no longer follows. `sent` holds
    the values of its person's own signals that were sent last.
    """

    audience: Audience
    own_seq: int
    ended: bool = False
    sent: dict[str, Any] = field(default_factory=dict)
    _keys_of: tuple[Seat, frozenset[str]] | None = None

    def owner_keys(self, seat: Seat) -> frozenset[str]:
        """The owner keys of the reader's present seat. They are computed again only when the seat has changed, because
        a feed needs them for each reader of many entries.
        """
        known = self._keys_of
        if known is None or known[0] is not seat:
            known = self._keys_of = seat, registry().owner_keys_of(seat)
        return known[1]

    def changed_signals(self, own: dict[str, Any]) -> dict[str, Any]:
        """The person's own signals whose values changed since they were last sent to this reader. Marks them
        as sent.
        """
        news = {name: value for name, value in own.items() if self.sent.get(name) != value}
        self.sent |= news
        return news


@dataclass(frozen=True)
class Snapshot:
    """The encoded snapshot of a stream at (seq, nonce)."""

    seq: int
    nonce: str
    frame: bytes


def encode_frame(content: dict[str, Any]) -> bytes:
    """Encode a JSON message as a text frame."""
    return text_frame(json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode())


def seat_frame(seat: Seat, token: str | None, expires: datetime) -> bytes:
    """The frame with a browser's seat. It answers hello and renew, and is also sent when the seat changes."""
    content = {
        "seat": seat_info(seat),
        "token": token,
        "expires_at": timestamp_text(expires),
        "now": timestamp_text(clock.now()),
    }
    return encode_frame(content)


class Feed:
    """A stream that readers of this process follow. All methods run on the loop."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.history = History()
        self.readers: dict[Reader, FollowState] = {}
        self.reading = asyncio.Lock()
        self.delivered_at = float("-inf")
        """When the last delivery began, on the loop's clock, if the stream has a delivery interval."""
        self.facts = StreamFacts("")
        """The stream's conference, and who may follow the stream."""
        self.own = BatchLoader(self._read_own)
        self._snapshots: dict[Audience, asyncio.Task[Snapshot]] = {}

    async def open(self) -> None:
        """Load the history, so that a reader can resume after a restart."""
        found = await in_thread(registry().find, [self.name])
        self.facts = found.get(self.name, self.facts)
        self.reset(await in_thread(journal.latest_entries, self.name, 512))

    async def _read_own(self, wanted: Collection[frozenset[str]]) -> dict[frozenset[str], journal.State]:
        return await in_thread(journal.own_snapshots_of, self.name, wanted)

    def reset(self, entries: list[Entry]) -> None:
        """Replace the history with these entries."""
        self.history = History()
        self._snapshots.clear()
        for entry in entries:
            self.history.append(encode_entry(entry))

    async def snapshot(self, audience: Audience) -> Snapshot:
        """A snapshot that the entries of the history can bring up to date. Concurrent callers share one."""
        task = self._snapshots.get(audience)
        if task is None or (task.done() and not self._is_snapshot_usable(task)):
            task = asyncio.ensure_future(in_thread(make_snapshot, self.name, audience))
            self._snapshots[audience] = task
        return await asyncio.shield(task)

    def _is_snapshot_usable(self, task: "asyncio.Task[Snapshot]") -> bool:
        if task.cancelled() or task.exception() is not None:
            return False
        return self.history.since(task.result().seq, task.result().nonce) is not None

    def add(self, reader: Reader, audience: Audience, own_seq: int) -> None:
        """Add a reader, or change how it follows."""
        self.remove(reader)
        self.readers[reader] = FollowState(audience, own_seq)

    def remove(self, reader: Reader) -> bool:
        """Remove a reader. Returns False if it did not follow."""
        followed = self.readers.pop(reader, None)
        if followed is None:
            return False
        followed.ended = True
        return True

    async def deliver(self, entries: list[EncodedEntry]) -> None:
        """Write new entries, which are in the history already, to all readers that follow now.

        All frames of one call are one write per reader. Other work of the loop, such as media, waits for at most
        `SLICE` readers. A reader that begins to follow meanwhile gets these entries from the history.
        """
        batch = {
            audience: b"".join(f for f in (e.frame(audience) for e in entries) if f is not None)
            for audience in Audience
        }
        batch[Audience.OUTSIDE] = self._head_frame(Audience.OUTSIDE)
        owned = [entry for entry in entries if entry.mine]
        owners = {part["to"] for entry in owned for part in entry.mine}
        readers = list(self.readers.items())
        own_frames: dict[int, bytes] = {}
        for start in range(0, len(readers), SLICE):
            for reader, followed in readers[start : start + SLICE]:
                if followed.ended:
                    continue
                message = batch[followed.audience]
                if owners and not owners.isdisjoint(followed.owner_keys(reader.seat)):
                    message += b"".join(self._own_frames(reader, followed, owned, own_frames))
                if message:
                    reader.send_ready(message)
            await asyncio.sleep(0)

    def _own_frames(
        self, reader: Reader, followed: FollowState, entries: list[EncodedEntry], encoded: dict[int, bytes]
    ) -> list[bytes]:
        """The frames of one reader for the own entities in these entries.

        A group has thousands of readers, so each frame is encoded only once per batch. `encoded` holds the frames that
        were encoded already, by the identity of the entry's parts.
        """
        keys = followed.owner_keys(reader.seat)
        frames = []
        for entry in entries:
            for part in entry.mine if entry.seq > followed.own_seq else ():
                if part["to"] in keys:
                    if id(part) not in encoded:
                        put, drop = part["put"], part["drop"]
                        encoded[id(part)] = self.own_frame(entry.seq, put, drop, whole=False)
                    frames.append(encoded[id(part)])
        return frames

    def own_frame(self, seq: int, put: Any, drop: Any, *, whole: bool) -> bytes:
        """A frame with entities that only this reader gets."""
        return encode_frame({"stream": self.name, "seq": seq, "whole": whole, "mine": put, "drop": drop})

    def send_head(self) -> None:
        """Send the latest number of the stream to readers who may not see the latest entries, so that they do not wait
        for them.
        """
        frames = {audience: self._head_frame(audience) for audience in (Audience.EVERYONE, Audience.OUTSIDE)}
        for reader, followed in list(self.readers.items()):
            if frame := frames.get(followed.audience):
                reader.send_ready(frame)

    def _head_frame(self, audience: Audience) -> bytes:
        """A frame that tells the latest number of the stream, without an event.

        Readers outside (`Audience.OUTSIDE`) get no event frames, so theirs is valid after any earlier number.
        """
        return encode_frame(
            {
                "stream": self.name,
                "after": 0 if audience is Audience.OUTSIDE else self.history.public_seq,
                "seq": self.history.seq,
                "cursor": journal.cursor(self.history.seq, self.history.nonce, audience),
                "event": None,
                "actor": None,
                "at": None,
                "put": {},
                "drop": {},
            }
        )

    def missed_frames(
        self, reader: Reader, audience: Audience, own_seq: int, entries: list[EncodedEntry]
    ) -> bytes:
        """The frames that a reader lacks after it resumed, or after its snapshot.

        If the last entry is withheld from the reader, a head frame follows: the other readers already got one.
        """
        frames = [frame for frame in (entry.frame(audience) for entry in entries) if frame is not None]
        if entries and entries[-1].frame(audience) is None:
            frames.append(self._head_frame(audience))
        return b"".join(frames + self._own_frames(reader, FollowState(audience, own_seq), entries, {}))


def encode_entry(entry: Entry) -> EncodedEntry:
    """Encode an entry for the history."""
    return EncodedEntry(
        seq=entry.seq,
        nonce=entry.nonce,
        everyone=None if entry.everyone is None else text_frame(entry.everyone.encode()),
        moderators=text_frame(entry.moderators.encode()),
        mine=tuple(entry.own_parts),
        reseats=entry.reseats,
    )


def make_snapshot(stream: str, audience: Audience) -> Snapshot:
    """Read, encode and compress a stream. Runs on a thread."""
    state = journal.snapshot_of(stream, audience)
    content = {
        "stream": stream,
        "seq": state.seq,
        "cursor": journal.cursor(state.seq, state.nonce, audience),
        "entities": state.entities,
    }
    payload = json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()
    return Snapshot(state.seq, state.nonce, binary_frame(gzip.compress(payload, 6)))
