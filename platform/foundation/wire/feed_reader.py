"""Reads the streams that are followed in this process: what is new once, for all their readers.

Hints only say *look*; the database says what is there.
"""

import asyncio
from collections.abc import Awaitable, Callable

from foundation.database import in_thread
from foundation.journal import services as journal
from foundation.wire.background_tasks import BackgroundTasks
from foundation.wire.feed import Feed, keep

MOST = 1000
"""Of entries, in one reading."""
BRIDGE_SECONDS = 1.0
"""How long who may not see the last numbers waits to hear that they are behind."""


class FeedReader:
    """Opens feeds, and keeps them at the head of their streams.

    `make` makes a feed. `refresh_seats` is awaited before entries are delivered that change seats. `on_replaced` is
    called where the history of a stream is another than it was: its readers have to begin anew.
    """

    def __init__(
        self,
        feeds: dict[str, Feed],
        tasks: BackgroundTasks,
        make: Callable[[str], Feed],
        refresh_seats: Callable[[], Awaitable[None]],
        on_replaced: Callable[[Feed], None],
    ) -> None:
        self._feeds, self._tasks, self._make = feeds, tasks, make
        self._refresh_seats, self._on_replaced = refresh_seats, on_replaced
        self._opening: dict[str, asyncio.Task[Feed]] = {}
        self._bridging: set[str] = set()

    def on_hint(self, stream: str, seq: int) -> None:
        """Someone says that a stream has reached `seq`."""
        feed = self._feeds.get(stream)
        if feed is not None and seq != feed.ring.seq:
            self._tasks.spawn(self.catch_up(feed))

    async def check_heads(self) -> None:
        """Read what hints did not tell, and notice where history was replaced."""
        heads = await in_thread(journal.heads, list(self._feeds))
        for name, feed in list(self._feeds.items()):
            if heads.get(name, (0, "0")) != (feed.ring.seq, feed.ring.nonce):
                await self.catch_up(feed)

    async def reach(self, stream: str, seq: int) -> None:
        """Deliver a stream that is followed here at least up to `seq`."""
        feed = self._feeds.get(stream)
        if feed is not None and feed.ring.seq < seq:
            await self.catch_up(feed)

    async def catch_up(self, feed: Feed) -> None:
        """Read all that is new of a stream, from the last known entry on, and deliver it."""
        async with feed.reading:
            rows = await in_thread(journal.since, feed.name, feed.ring.seq, MOST)
            known = feed.ring.seq == 0 or bool(
                rows and (rows[0].seq, rows[0].nonce) == (feed.ring.seq, feed.ring.nonce)
            )
            if not known:
                await feed.open()
                self._on_replaced(feed)
                return
            entries = [keep(row) for row in rows if row.seq > feed.ring.seq]
            if any(entry.reseats for entry in entries):
                # Before anyone can be sent these entries, so that a former moderator gets none as one.
                await self._refresh_seats()
            for entry in entries:
                feed.ring.append(entry)
            await feed.deliver(entries)
        if len(rows) == MOST:
            self._tasks.spawn(self.catch_up(feed))
        if feed.ring.public_seq < feed.ring.seq:
            self._bridge_soon(feed)

    def _bridge_soon(self, feed: Feed) -> None:
        if feed.name not in self._bridging:
            self._bridging.add(feed.name)
            self._tasks.loop.call_later(BRIDGE_SECONDS, self._bridge, feed)

    def _bridge(self, feed: Feed) -> None:
        self._bridging.discard(feed.name)
        if feed.reading.locked():
            self._bridge_soon(feed)
        elif feed.ring.public_seq < feed.ring.seq:
            feed.bridge()

    async def feed(self, name: str) -> Feed:
        """The feed of a stream, opened where nobody here followed it yet."""
        if name in self._feeds:
            return self._feeds[name]
        if name not in self._opening:
            self._opening[name] = self._tasks.loop.create_task(self._open(name))
        return await asyncio.shield(self._opening[name])

    async def _open(self, name: str) -> Feed:
        feed = self._make(name)
        try:
            await feed.open()
            self._feeds[name] = feed
            await self.catch_up(feed)  # what was written meanwhile: its hint found no feed
        finally:
            del self._opening[name]
        return feed
