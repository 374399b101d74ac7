"""The hub, one per process: it learns of new entries, reads them once, and writes them to all readers.

Hints may be lost, repeated, late or out of order. They only say that something changed. Every `WIRE_POLL_SECONDS` the
hub reads the last number of each followed stream from the database. Every `WIRE_REREAD_SECONDS` it reads the signals
again, each person's own signals included.
"""

import logging
from collections.abc import Collection

from django.conf import settings

from foundation import clock
from foundation.accounts import seats
from foundation.clock import timestamp_text
from foundation.database import in_thread
from foundation.http.fair_queue import FairQueue
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import StreamFacts, registry
from foundation.wire import signals
from foundation.wire.background_tasks import BackgroundTasks
from foundation.wire.batch_loader import BatchLoader
from foundation.wire.command_batches import CommandBatches
from foundation.wire.execution import (
    check_permission_in,
    follow_permission,
    forget_old,
    unknown_stream_refusal,
)
from foundation.wire.feed import Feed, Reader, encode_frame
from foundation.wire.feed_reader import FeedReader
from foundation.wire.history import parse_cursor
from foundation.wire.low_priority import LowPriorityQueue
from foundation.wire.notifications import Notifications
from foundation.wire.presence_writer import RENEW_SECONDS, SWEEP_SECONDS, PresenceWriter
from foundation.wire.reader_seats import ReaderSeats
from foundation.wire.readers import Readers
from foundation.wire.running_commands import RunningCommands
from foundation.wire.signals import Signals
from foundation.wire.unauthenticated_limit import UnauthenticatedLimit

RECONNECT = 4013
TICK_SECONDS = 0.05
FRAMES_AT_ONCE = 4
"""How many frames of senders who are no participants are handled at once. Each takes some milliseconds."""
RESTART_SECONDS = 2.5
"""Seconds from the closing of the sockets until a restarted process accepts new ones."""
EXPIRED_SECONDS = 2.0
"""For how many seconds a socket may stay open after its token expired."""
logger = logging.getLogger(__name__)


class Hub:
    """Delivers the streams to all readers of this process.

    Its methods run on the event loop, except `on_commit` and `on_signal_changed`, which any thread may call.
    """

    def __init__(self, tasks: BackgroundTasks | None = None) -> None:
        self.tasks = tasks or BackgroundTasks()
        self.feeds: dict[str, Feed] = {}
        self.unauthenticated = UnauthenticatedLimit()
        self.low_priority = LowPriorityQueue()
        self.command_batches = CommandBatches(self.low_priority)
        self.turns = FairQueue(FRAMES_AT_ONCE)
        """The turns in which frames of non-participants are handled."""
        self.running_commands = RunningCommands()
        self._streams: BatchLoader[str, StreamFacts | None] = BatchLoader(_find_streams)
        self.signals = Signals(self.feeds)
        self.presence_writer = PresenceWriter(self.feeds)
        self.readers = Readers(self.feeds, lambda reader, name: self.presence_writer.note_left(reader, name))
        self.seats = ReaderSeats(self.readers, self._follow_anew_soon)
        self.feed_reader = FeedReader(
            self.feeds,
            self.tasks,
            Feed,
            self.low_priority.paused,
            self.seats.refresh,
            self._follow_all_anew,
        )
        self.hints = Notifications(self.feed_reader.on_hint, self.signals.mark)

    async def start(self) -> None:
        """Listen to commits of this process and to hints of other processes."""
        self.tasks.start()
        await self.seats.refresh()
        await self.presence_writer.renew()
        self._unlisten = [
            journal.call_after_commits(self.on_commit),
            signals.call_when_changed(self.on_signal_changed),
        ]
        self.tasks.spawn(self.hints.send())
        self.tasks.spawn(self.hints.receive())
        self.tasks.repeat(settings.WIRE_POLL_SECONDS, self.feed_reader.check_heads, self.seats.refresh)
        self.tasks.repeat(settings.WIRE_POLL_SECONDS, self.refresh_access)
        self.tasks.repeat(EXPIRED_SECONDS, self.seats.end_expired)
        self.tasks.repeat(TICK_SECONDS, self.presence_writer.flush, self.signals.flush)
        self.tasks.repeat(RENEW_SECONDS, self.presence_writer.renew)
        self.tasks.repeat(SWEEP_SECONDS, self.presence_writer.sweep)
        self.tasks.repeat(settings.WIRE_REREAD_SECONDS, self._mark_all_signals)
        self.tasks.repeat(3600, self._forget_old_answers)

    async def drain(self) -> float:
        """Accept no more commands, and wait until the running ones are answered.

        Returns the seconds during which no process will accept connections: the next process may start only after
        this one has ended.
        """
        await self.running_commands.drain()
        return 0.0 if await self.presence_writer.has_others() else RESTART_SECONDS

    async def stop(self) -> None:
        """Stop listening. The server closes the sockets."""
        for unlisten in self._unlisten:
            unlisten()
        await self.tasks.cancel_all()
        await self.presence_writer.release()
        self.low_priority.close()

    async def _forget_old_answers(self) -> None:
        await in_thread(forget_old)

    # Hints

    def on_commit(self, stream: str, seq: int) -> None:
        """Read the new entries of a stream up to `seq`, and tell other processes.

        Called on the thread that committed.
        """
        self.tasks.loop.call_soon_threadsafe(self._on_commit, stream, seq)

    def on_signal_changed(self, changed: signals.ChangedSignal) -> None:
        """Mark a signal as changed, and tell other processes. Called on the thread that changed it."""
        self.tasks.loop.call_soon_threadsafe(self._on_signal_changed, changed)

    def _on_commit(self, stream: str, seq: int) -> None:
        self.feed_reader.on_hint(stream, seq)
        self.hints.send_head(stream, seq)

    def _on_signal_changed(self, changed: signals.ChangedSignal) -> None:
        self.signals.mark(changed)
        self.hints.send_changed_signal(changed)

    async def _mark_all_signals(self) -> None:
        for feed in self.feeds.values():
            if feed.readers:
                self.signals.mark_all(feed.name)

    # Following

    async def admit(self, seat: seats.Seat, name: str) -> None:
        """Check that a seat may follow a stream.

        Queries the database only if nobody follows the stream here. `refresh_access` keeps up to date who may follow,
        but only for streams with readers.
        """
        feed = self.feeds.get(name)
        if feed is not None and feed.readers:
            found: StreamFacts | None = feed.facts
        else:
            found = await self._streams.get(name)
            if feed is not None and found is not None:
                feed.facts = found
        if found is None:
            raise unknown_stream_refusal()
        check_permission_in(found, seat, follow_permission(name), name)

    async def follow(
        self, reader: Reader, name: str, cursor: str | None, *, aside: bool | None = None
    ) -> None:
        """Send a reader the entries that it lacks of a stream, and add it to the stream's readers.

        `aside` says that it does not count as present there. None leaves that as it was.
        """
        feed = await self.feed_reader.feed(name)
        while True:
            seat, audience = reader.seat, self._audience(reader, name)
            point = parse_cursor(cursor)
            if point is not None and point[0] > feed.history.seq:
                # The cursor is from another process that is ahead. An older snapshot would set the reader back.
                await self.feed_reader.catch_up(feed)
            resumes = (
                point is not None and point[2] == audience and feed.history.since(*point[:2]) is not None
            )
            snapshot = None if resumes else await feed.snapshot(audience)
            own = await feed.own.get(registry().owner_keys_of(seat))
            seq, nonce = (snapshot.seq, snapshot.nonce) if snapshot else (point or (0, "0"))[:2]
            if reader.seat != seat:
                continue
            missed = feed.history.since(seq, nonce)
            if missed is None:
                if snapshot is not None:
                    await self.feed_reader.catch_up(feed)
                continue
            # No await from here to the end, so that nothing changes between snapshot, history and readers.
            message = snapshot.frame if snapshot else b""
            message += feed.own_frame(own.seq, own.entities, {}, whole=True)
            message += feed.missed_frames(reader, audience, own.seq, missed)
            if reader not in self.readers.all or not self._may_follow(reader, feed):
                return
            if aside and reader in feed.readers:
                self.presence_writer.note_left(reader, name)
            if aside is not None:
                (reader.aside.add if aside else reader.aside.discard)(name)
            feed.add(reader, audience, own.seq)
            reader.send_ready(message)
            break
        self.presence_writer.note_joined(reader, name)
        await self.signals.send_current_values(reader, name)

    def _follow_all_anew(self, feed: Feed) -> None:
        for reader in list(feed.readers):
            self.readers.unfollow(reader, feed.name)
            self._follow_anew_soon(reader, feed.name)

    def _follow_anew_soon(self, reader: Reader, name: str) -> None:
        self.tasks.spawn(self._follow_anew(reader, name))

    async def _follow_anew(self, reader: Reader, name: str) -> None:
        """Let a reader follow a stream again from which the server removed it. The reader gets a new snapshot.

        On failure the socket is closed, and the browser reconnects.
        """
        try:
            await self.follow(reader, name, None)
        except Exception:
            logger.exception("A reader got no new snapshot of %s; its socket is closed", name)
            reader.close_soon(RECONNECT)
            self.readers.remove(reader)

    def _may_follow(self, reader: Reader, feed: Feed) -> bool:
        """Whether the reader's seat still permits following the stream: it may have changed since the request.

        If not, the refusal is sent to the reader.
        """
        try:
            check_permission_in(feed.facts, reader.seat, follow_permission(feed.name), feed.name)
        except Refusal as refusal:
            reader.send_ready(
                encode_frame({"refused": feed.name, "code": refusal.code, "message": refusal.message})
            )
            return False
        return True

    def _audience(self, reader: Reader, stream: str) -> Audience:
        return registry().audience_of(reader.seat.roles_in(stream), stream)

    async def refresh_access(self) -> None:
        """Read who may follow each stream that is followed here, and remove the readers who may no longer."""
        names = [feed.name for feed in self.feeds.values() if feed.readers]
        found = await in_thread(registry().find, names)
        for name in names:
            feed = self.feeds[name]
            if name not in found or found[name] == feed.facts:
                continue
            feed.facts = found[name]
            for reader in [reader for reader in feed.readers if not self._may_follow(reader, feed)]:
                self.readers.unfollow(reader, name)


async def _find_streams(streams: Collection[str]) -> dict[str, StreamFacts | None]:
    found = await in_thread(registry().find, streams)
    return {stream: found.get(stream) for stream in streams}


def pong_frame(feeds: list[Feed]) -> bytes:
    """The answer to a ping: the last number of each followed stream, and the time."""
    return encode_frame(
        {"pong": {feed.name: feed.history.seq for feed in feeds}, "now": timestamp_text(clock.now())}
    )
