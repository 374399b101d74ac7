"""One followed stream in the memory of a process: its ring, its snapshots and its readers."""

import asyncio
import gzip
import json
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from foundation import clock
from foundation.accounts.api import info
from foundation.accounts.seats import Seat
from foundation.clock import stamp
from foundation.database import in_thread
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.journal.projections import Audience
from foundation.messages.protocol import Device
from foundation.registry import registry
from foundation.wire.batch_loader import BatchLoader
from foundation.wire.history import History, Kept
from foundation.wire.socket_writer import binary_frame, text_frame

SLICE = 400
"""Readers that are written to in some 5 ms."""


class Reader(Protocol):
    """A socket as the hub sees it."""

    id: str
    seat: Seat
    ends_at: float
    """When the token that it has now expires, and the socket ends, on the steady clock (`time.monotonic`)."""
    device: Device | None
    lost: bool
    """It ended without a word: the line broke, or the machine died."""

    def send_ready(self, frame: bytes) -> bool:
        """Write a framed message; False where the socket cannot take it. Never raises."""

    def close_soon(self, code: int) -> None:
        """End the socket."""


@dataclass(slots=True)
class Followed:
    """How a reader follows a stream: as which audience, since when it has what is its own, and whether it ceased to.

    `told` are the signals of its person alone, as this reader was told of them last.
    """

    audience: Audience
    own_seq: int
    over: bool = False
    told: dict[str, Any] = field(default_factory=dict)

    def news(self, own: dict[str, Any]) -> dict[str, Any]:
        """Of its person's own signals those that it was not told of so; they are to be sent now."""
        news = {name: value for name, value in own.items() if self.told.get(name) != value}
        self.told |= news
        return news


@dataclass(frozen=True)
class Snapshot:
    """A stream at (seq, nonce), framed."""

    seq: int
    nonce: str
    frame: bytes


def framed(content: dict[str, Any]) -> bytes:
    """A text message, ready to be written."""
    return text_frame(json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode())


def seat_frame(seat: Seat, token: str | None, expires: datetime) -> bytes:
    """Tells a browser who it is: answers hello and renew, and comes unasked when the seat changes."""
    content = {"seat": info(seat), "token": token, "expires_at": stamp(expires), "now": stamp(clock.now())}
    return framed(content)


class Feed:
    """A stream that readers of this process follow. All methods run on the loop."""

    def __init__(self, name: str, sending: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        """`sending` is entered while frames leave."""
        self.name = name
        self._sending = sending
        self.ring = History()
        self.readers: dict[Reader, Followed] = {}
        self.reading = asyncio.Lock()
        self.conference: str | None = None
        self.own = BatchLoader(self._read_own)
        self._snapshots: dict[Audience, asyncio.Task[Snapshot]] = {}

    async def open(self) -> None:
        """Fill the ring, so that a reader from before a restart can resume."""
        self.conference = await in_thread(registry().conference_of, self.name)
        self.reset(await in_thread(journal.latest, self.name, 512))

    async def _read_own(self, wanted: Collection[frozenset[str]]) -> dict[frozenset[str], journal.State]:
        return await in_thread(journal.own_states, self.name, wanted)

    def reset(self, entries: list[Entry]) -> None:
        """Begin anew: history was replaced, or nothing was known yet."""
        self.ring = History()
        self._snapshots.clear()
        for entry in entries:
            self.ring.append(keep(entry))

    async def snapshot(self, audience: Audience) -> Snapshot:
        """A snapshot from which the ring leads on; made once for all who ask meanwhile."""
        task = self._snapshots.get(audience)
        if task is None or (task.done() and not self._usable(task)):
            task = asyncio.ensure_future(in_thread(make_snapshot, self.name, audience))
            self._snapshots[audience] = task
        return await asyncio.shield(task)

    def _usable(self, task: "asyncio.Task[Snapshot]") -> bool:
        if task.cancelled() or task.exception() is not None:
            return False
        return self.ring.since(task.result().seq, task.result().nonce) is not None

    def add(self, reader: Reader, audience: Audience, own_seq: int) -> None:
        """A reader follows, from now on as said."""
        self.remove(reader)
        self.readers[reader] = Followed(audience, own_seq)

    def remove(self, reader: Reader) -> bool:
        """A reader follows no more; True where it did."""
        followed = self.readers.pop(reader, None)
        if followed is None:
            return False
        followed.over = True
        return True

    async def deliver(self, entries: list[Kept]) -> None:
        """Write new entries, which are in the ring, to all who read from before them.

        The frames of one call leave in one write; media that shares the loop waits for `SLICE` readers at
        most. Who follows anew meanwhile has these entries from the ring.
        """
        batch = {
            audience: b"".join(f for f in (e.frame(audience) for e in entries) if f is not None)
            for audience in Audience
        }
        owned = [entry for entry in entries if entry.mine]
        readers = list(self.readers.items())
        with self._sending():
            for start in range(0, len(readers), SLICE):
                for reader, followed in readers[start : start + SLICE]:
                    if followed.over:
                        continue
                    message = batch[followed.audience]
                    if owned:
                        message += b"".join(self._own_frames(reader, followed, owned))
                    if message:
                        reader.send_ready(message)
                await asyncio.sleep(0)

    def _own_frames(self, reader: Reader, followed: Followed, entries: list[Kept]) -> list[bytes]:
        return [
            self.own_frame(entry.seq, part["put"], part["drop"], whole=False)
            for entry in entries
            if entry.seq > followed.own_seq
            for part in entry.mine
            if part["to"] in reader.seat.keys
        ]

    def own_frame(self, seq: int, put: Any, drop: Any, *, whole: bool) -> bytes:
        """A frame of what belongs to the reader alone."""
        return framed({"stream": self.name, "seq": seq, "whole": whole, "mine": put, "drop": drop})

    def bridge(self) -> None:
        """Tell everyone that the numbers withheld from them are behind, so that nobody waits for them."""
        frame = self._bridge_frame()
        for reader, followed in list(self.readers.items()):
            if followed.audience is Audience.EVERYONE:
                reader.send_ready(frame)

    def _bridge_frame(self) -> bytes:
        return framed(
            {
                "stream": self.name,
                "after": self.ring.public_seq,
                "seq": self.ring.seq,
                "cursor": journal.cursor(self.ring.seq, self.ring.nonce, Audience.EVERYONE),
                "event": None,
                "actor": None,
                "at": None,
                "put": {},
                "drop": {},
            }
        )

    def missed(self, reader: Reader, audience: Audience, own_seq: int, entries: list[Kept]) -> bytes:
        """What a reader that resumes, or has a snapshot of an earlier moment, is sent of the ring.

        Where the last of it is withheld, that is bridged at once: the others were told before, and nobody is again.
        """
        frames = [frame for frame in (entry.frame(audience) for entry in entries) if frame is not None]
        if entries and entries[-1].frame(audience) is None:
            frames.append(self._bridge_frame())
        return b"".join(frames + self._own_frames(reader, Followed(audience, own_seq), entries))


def keep(entry: Entry) -> Kept:
    """An entry as the ring keeps it."""
    return Kept(
        seq=entry.seq,
        nonce=entry.nonce,
        everyone=None if entry.everyone is None else text_frame(entry.everyone.encode()),
        moderators=text_frame(entry.moderators.encode()),
        mine=tuple(entry.mine),
        reseats=entry.reseats,
    )


def make_snapshot(stream: str, audience: Audience) -> Snapshot:
    """Read, encode and compress a stream; on a thread."""
    state = journal.state(stream, audience)
    content = {
        "stream": stream,
        "seq": state.seq,
        "cursor": journal.cursor(state.seq, state.nonce, audience),
        "entities": state.entities,
    }
    payload = json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()
    return Snapshot(state.seq, state.nonce, binary_frame(gzip.compress(payload, 6)))
