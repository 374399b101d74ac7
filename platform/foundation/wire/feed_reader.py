"""Reads new entries of the followed streams once, for all readers of this process.

A hint only says that something changed. The entries are read from the database.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager

from foundation.database import in_thread
from foundation.ids import kind
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.registry import registry
from foundation.wire.background_tasks import BackgroundTasks
from foundation.wire.feed import Feed, encode_entry

MAX_ENTRIES = 1000
"""The most entries that are read at once."""
HEAD_SECONDS = 1.0
"""How long a reader waits for a head frame if it may not see the latest entries."""


class FeedReader:
    """Opens feeds, and keeps them up to date with their streams.

    `make` makes a feed. `delivering` makes a context that is entered while entries are read and written.
    `refresh_seats` is awaited before entries that change seats are delivered. `on_replaced` is called when the history
    of a stream was replaced: its readers need a new snapshot.
    """

    def __init__(
        self,
        feeds: dict[str, Feed],
        tasks: BackgroundTasks,
        make: Callable[[str], Feed],
        delivering: Callable[[], AbstractContextManager[None]],
        refresh_seats: Callable[[], Awaitable[None]],
        on_replaced: Callable[[Feed], None],
    ) -> None:
        self._feeds, self._tasks, self._make, self._delivering = feeds, tasks, make, delivering
        self._refresh_seats, self._on_replaced = refresh_seats, on_replaced
        self._opening: dict[str, asyncio.Task[Feed]] = {}
        self._heads_due: set[str] = set()
        # The next delivery of each stream that has a delivery interval and new entries.
        self._next_deliveries: dict[str, asyncio.Task[None]] = {}

    def on_hint(self, stream: str, seq: int) -> None:
        """Deliver new entries, because a hint says that a stream has reached `seq`."""
        feed = self._feeds.get(stream)
        if feed is not None and seq != feed.history.seq:
            self._tasks.spawn(self._deliver_new(feed))

    async def check_heads(self) -> None:
        """Catch up with entries whose hints were lost, and notice a replaced history."""
        heads = await in_thread(journal.heads, list(self._feeds))
        for name, feed in list(self._feeds.items()):
            if heads.get(name, (0, "0")) != (feed.history.seq, feed.history.nonce):
                await self.catch_up(feed)

    async def deliver_up_to(self, stream: str, seq: int) -> None:
        """Deliver the entries of a stream at least up to `seq`, if the stream is followed here."""
        feed = self._feeds.get(stream)
        if feed is None:
            return
        if feed.reading.locked():
            async with feed.reading:  # the delivery under way has probably read the entry
                pass
        if feed.history.seq < seq:
            await self._deliver_new(feed)

    async def _deliver_new(self, feed: Feed) -> None:
        """Deliver new entries: at once, or together with others when the stream's delivery interval is over."""
        interval = registry().delivery_intervals.get(kind(feed.name))
        if interval is None:
            await self.catch_up(feed)
            return
        task = self._next_deliveries.get(feed.name)
        if task is None:
            task = self._tasks.spawn(self._deliver_when_due(feed, interval))
            self._next_deliveries[feed.name] = task
        await asyncio.shield(task)

    async def _deliver_when_due(self, feed: Feed, interval: float) -> None:
        await asyncio.sleep(feed.delivered_at + interval - self._tasks.loop.time())
        del self._next_deliveries[feed.name]  # an entry that comes from now on may not be in this delivery
        feed.delivered_at = self._tasks.loop.time()
        await self.catch_up(feed)

    async def catch_up(self, feed: Feed) -> None:
        """Read all entries after the last known one, and deliver them."""
        async with feed.reading:
            with self._delivering():
                rows = await self._read_and_deliver(feed)
        if len(rows) == MAX_ENTRIES:
            self._tasks.spawn(self.catch_up(feed))
        if feed.history.public_seq < feed.history.seq:
            self._send_head_soon(feed)

    async def _read_and_deliver(self, feed: Feed) -> list[Entry]:
        """Returns the entries that were read, from the last known one on. Empty if the history was replaced."""
        rows = await in_thread(journal.entries_since, feed.name, feed.history.seq, MAX_ENTRIES)
        known = feed.history.seq == 0 or bool(
            rows and (rows[0].seq, rows[0].nonce) == (feed.history.seq, feed.history.nonce)
        )
        if not known:
            await feed.open()
            self._on_replaced(feed)
            return []
        entries = [encode_entry(row) for row in rows if row.seq > feed.history.seq]
        if any(entry.reseats for entry in entries):
            # Before these entries are sent, so that a former moderator does not get them as a moderator.
            await self._refresh_seats()
        for entry in entries:
            feed.history.append(entry)
        await feed.deliver(entries)
        return rows

    def _send_head_soon(self, feed: Feed) -> None:
        if feed.name not in self._heads_due:
            self._heads_due.add(feed.name)
            self._tasks.loop.call_later(HEAD_SECONDS, self._send_head, feed)

    def _send_head(self, feed: Feed) -> None:
        self._heads_due.discard(feed.name)
        if feed.reading.locked():
            self._send_head_soon(feed)
        elif feed.history.public_seq < feed.history.seq:
            feed.send_head()

    async def feed(self, name: str) -> Feed:
        """The feed of a stream. It is opened if nobody in this process followed the stream yet."""
        if name in self._feeds:
            return self._feeds[name]
        if name not in self._opening:
            self._opening[name] = self._tasks.loop.create_task(self._open_feed(name))
        return await asyncio.shield(self._opening[name])

    async def _open_feed(self, name: str) -> Feed:
        feed = self._make(name)
        try:
            await feed.open()
            self._feeds[name] = feed
            await self.catch_up(feed)  # entries written meanwhile: their hint found no feed
        finally:
            del self._opening[name]
        return feed
