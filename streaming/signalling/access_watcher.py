"""Hangs up on those who may no longer do what their connections are for."""

import asyncio
import logging
from collections.abc import Sequence

from foundation.database import in_thread
from streaming.relay import Relay
from streaming.signalling import floor_snapshot
from streaming.signalling.capacity import Capacity
from streaming.signalling.connections import Connections
from streaming.signalling.encoders import Encoders

WATCH_SECONDS = 2.0

logger = logging.getLogger(__name__)


class SoundOnly:
    """The connections that were given the sound alone, until there is room for pictures; who waits longest is first."""

    def __init__(self, relay: Relay, capacity: Capacity) -> None:
        self._relay, self._capacity = relay, capacity
        self._slots: dict[str, int] = {}

    def add(self, resource: str, slots: int) -> None:
        """A listener of so many slots waits for pictures."""
        self._slots[resource] = slots

    def __contains__(self, resource: str) -> bool:
        return resource in self._slots

    def show_pictures(self, connections: Connections) -> None:
        """Where there is room again, whose sound alone was let in gets pictures too."""
        for resource, slots in list(self._slots.items()):
            if resource in connections and not self._capacity.has_room_again(slots):
                return
            del self._slots[resource]
            self._relay.show(resource)


class AccessWatcher:
    """Looks every two seconds who may still be connected, and forgets who is gone."""

    def __init__(
        self,
        relay: Relay,
        connections: Connections,
        capacity: Capacity,
        sound_only: SoundOnly,
        encoders: Encoders,
    ) -> None:
        self._relay, self._connections, self._capacity = relay, connections, capacity
        self._sound_only, self._encoders = sound_only, encoders

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Look no more."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                await self.look()
            except Exception:  # access is watched again in a moment, whatever this look met
                logger.exception(
                    "Could not ask who may still listen and publish; asked again in %s s", WATCH_SECONDS
                )

    async def look(self) -> None:
        """Look once."""
        self._capacity.look()
        self._connections.forget_closed()
        self._sound_only.show_pictures(self._connections)
        await self._encoders.look()
        await self._end(self._connections.expired(asyncio.get_running_loop().time()))
        tickets = set(self._connections.tickets())
        barred = await in_thread(floor_snapshot.barred, tickets) if tickets else set()
        await self._end(self._connections.of_tickets(barred))

    async def _end(self, resources: Sequence[str]) -> None:
        """Hang up on all of these at once: one that is gone already, or does not go, keeps no other."""
        for resource in resources:
            self._connections.remove(resource)
        endings = (self._relay.hang_up(resource) for resource in resources)
        for ended in await asyncio.gather(*endings, return_exceptions=True):
            if isinstance(ended, Exception):
                logger.error("A line did not end as it should", exc_info=ended)
