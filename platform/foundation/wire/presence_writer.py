"""Writes who is connected to the database, in batches, under this process's lease."""

import logging
import time
import uuid
from collections.abc import Callable, Mapping

from django.db import IntegrityError

from foundation.database import in_thread
from foundation.registry import registry
from foundation.wire import leases, signals
from foundation.wire.feed import Feed, Reader
from foundation.wire.leases import Change, SocketJoined, SocketLeft

RENEW_SECONDS = 4.0
SWEEP_SECONDS = 1.0
RECORD_SECONDS = 0.5
A_CROWD, CROWD_SECONDS = 50, 0.25
"""If one write has at least `A_CROWD` changes, the next one waits `CROWD_SECONDS`, so that a crowd needs few
transactions.
"""

logger = logging.getLogger(__name__)


class PresenceWriter:
    """Writes the connections of this process to the database. Its methods run on the event loop."""

    def __init__(self, feeds: dict[str, Feed], now: Callable[[], float] = time.monotonic) -> None:
        """`now` returns seconds of a monotonic clock."""
        self.process = uuid.uuid4()
        self._feeds, self._now = feeds, now
        self._changes: list[Change] = []
        self._changed_streams: dict[str, bool] = {}
        """Streams whose readers changed. The value is True if one of these readers is a participant."""
        self._recorded_at: dict[str, float] = {}
        self._pending: set[str] = set()
        self._write_at = 0.0
        """The earliest time of the next write."""

    def note_joined(self, reader: Reader, stream: str) -> None:
        """Note that a reader follows a stream. A reader whose seat changes leaves and joins again."""
        if stream not in reader.aside:
            self._changes.append(SocketJoined(reader.id, stream, reader.seat, reader.device))

    def note_left(self, reader: Reader, stream: str) -> None:
        """Note that a reader no longer follows a stream."""
        if stream not in reader.aside:
            self._changes.append(SocketLeft(reader.id, stream, reader.lost, reader.seat.participant is None))

    async def flush(self) -> None:
        """Write the changes since the last call. Record arrivals and departures a few times a second at most."""
        if self._changes and self._now() >= self._write_at:
            await self._write()
        now = self._now()
        due = {
            stream: self._changed_streams.pop(stream)
            for stream in list(self._changed_streams)
            if now - self._recorded_at.get(stream, 0.0) >= RECORD_SECONDS
        }
        await self._record_changes(due)

    async def _write(self) -> None:
        changes, self._changes = self._changes, []
        try:
            await in_thread(leases.store_changes, self.process, changes)
        except Exception as error:
            self._changes = changes + self._changes
            if not isinstance(error, IntegrityError):
                raise
            logger.warning("The lease of this process was swept; it is taken anew")
            await self.renew()
            return
        if len(changes) >= A_CROWD:
            self._write_at = self._now() + CROWD_SECONDS
        for change in changes:
            known = self._changed_streams.get(change.stream, False)
            self._changed_streams[change.stream] = known or not change.is_guest

    async def renew(self) -> None:
        """Renew the lease. If another process deleted it while this one did not run, write all connections again."""
        if await in_thread(leases.renew, self.process):
            for feed in self._feeds.values():
                for reader in feed.readers:
                    self.note_joined(reader, feed.name)
        await self._record_changes(dict.fromkeys(await in_thread(leases.delete_lost) | self._pending, True))

    async def sweep(self) -> None:
        """Take over the connections of processes that ended without releasing their lease. They become lost."""
        await self._record_changes(dict.fromkeys(await in_thread(leases.sweep, self.process), True))

    async def has_others(self) -> bool:
        """Whether another process is alive and has connections. It can then accept the readers of this one."""
        return await in_thread(leases.has_others, self.process)

    async def release(self) -> None:
        """Delete this process's connections when it stops."""
        await in_thread(leases.release_connections, self.process)

    async def _record_changes(self, streams: Mapping[str, bool]) -> None:
        """Record arrivals and departures in these streams, and mark the signals that depend on them.

        The value of a stream is False if only guests came or left. Guests are only counted, so then only the signals
        that count them are marked.
        """
        for stream, of_participants in streams.items():
            self._recorded_at[stream] = self._now()
            if of_participants:
                await self._record_attendance(stream)
            for source in registry().signals_of(stream):
                if source.of_presence == "everyone" or (source.of_presence and of_participants):
                    signals.mark_changed_now((stream, source.type, ""))

    async def _record_attendance(self, stream: str) -> None:
        """Record which parties have arrived, and which have been gone for longer than the grace period."""
        try:
            pending = await in_thread(registry().record_attendance, stream)
        except Exception:
            logger.exception("The attendance in %s could not be recorded; it is tried again", stream)
            pending = True
        self._pending.discard(stream)
        if pending:
            self._pending.add(stream)
