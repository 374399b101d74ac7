"""Finds booths that are on duty and have no connection, and has the clock stopped for them."""

import asyncio
from collections.abc import Callable, Collection

from streaming.interpretation import held_clock
from streaming.signalling.polling import Poller

GRACE_SECONDS = 1.5
"""A booth that is back within this time does not stop the clock, as for a holder of the floor (FL20)."""


class BoothWatcher(Poller):
    """Watches the booths of the sessions that this process carries.

    `carries(stream)` is whether it carries a session. `heard(stream)` are the language channels that have a source.
    """

    def __init__(self, carries: Callable[[str], bool], heard: Callable[[str], Collection[str]]) -> None:
        super().__init__()
        self._carries, self._heard = carries, heard
        self._missing_since: dict[int, float] = {}

    async def _poll(self) -> None:
        all_watched = await self._thread.run(held_clock.watched_booths)
        here = [watched for watched in all_watched if self._carries(f"session/{watched.session}")]
        for watched in here:
            await self._judge(watched, asyncio.get_running_loop().time())
        present = {watched.session for watched in here}
        self._missing_since = {key: at for key, at in self._missing_since.items() if key in present}

    async def _judge(self, watched: held_clock.WatchedBooths, now: float) -> None:
        if not held_clock.missing_booths(watched, self._heard(f"session/{watched.session}")):
            self._missing_since.pop(watched.session, None)
            if watched.is_held:
                await self._thread.run(held_clock.release_clock, watched.session)
            return
        since = self._missing_since.setdefault(watched.session, now)
        if not watched.is_held and now - since >= GRACE_SECONDS:
            await self._thread.run(held_clock.hold_clock, watched.session)
