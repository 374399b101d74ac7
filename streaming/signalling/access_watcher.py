"""Hangs up connections whose persons or keys have lost their access."""

import asyncio
import logging
from collections.abc import Sequence

from foundation.database import in_thread
from streaming.relay import Relay
from streaming.signalling import floor_snapshot
from streaming.signalling.capacity import Capacity
from streaming.signalling.connections import MediaConnections
from streaming.signalling.encoders import Encoders

WATCH_SECONDS = 2.0

logger = logging.getLogger(__name__)


class PictureQueue:
    """The connections that get sound only, until the relay has room for their pictures. The one that waits longest is
    first.
    """

    def __init__(self, relay: Relay, capacity: Capacity) -> None:
        self._relay, self._capacity = relay, capacity
        self._slots: dict[str, int] = {}

    def add(self, resource: str, slots: int) -> None:
        """Note that a listener with this many slots waits for pictures."""
        self._slots[resource] = slots

    def __contains__(self, resource: str) -> bool:
        return resource in self._slots

    def show_pictures(self, connections: MediaConnections) -> None:
        """Send pictures to waiting connections while there is room."""
        for resource, slots in list(self._slots.items()):
            if resource in connections and not self._capacity.has_room_again(slots):
                return
            del self._slots[resource]
            self._relay.send_pictures(resource)


class AccessWatcher:
    """Checks every two seconds who may still be connected, and forgets closed connections."""

    def __init__(
        self,
        relay: Relay,
        connections: MediaConnections,
        capacity: Capacity,
        picture_queue: PictureQueue,
        encoders: Encoders,
    ) -> None:
        self._relay, self._connections, self._capacity = relay, connections, capacity
        self._sound_only, self._encoders = picture_queue, encoders

    def start(self) -> None:
        """Start the checks."""
        self._task = asyncio.create_task(self._check_for_ever())

    async def stop(self) -> None:
        """Stop the checks."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _check_for_ever(self) -> None:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                await self.check()
            except Exception:  # the next check comes in a moment, whatever this one met
                logger.exception(
                    "Could not ask who may still listen and publish; asked again in %s s", WATCH_SECONDS
                )

    async def check(self) -> None:
        """Find the connections whose access has ended, and hang them up."""
        self._capacity.measure_load()
        self._connections.forget_closed()
        self._sound_only.show_pictures(self._connections)
        await self._encoders.store_results()
        await self._end_connections(self._connections.expired_resources(asyncio.get_running_loop().time()))
        tokens = set(self._connections.tokens())
        without_access = await in_thread(floor_snapshot.tokens_without_access, tokens) if tokens else set()
        await self._end_connections(self._connections.resources_of_tokens(without_access))

    async def _end_connections(self, resources: Sequence[str]) -> None:
        """Hang up all of these resources at once. If one fails, the others are still hung up."""
        for resource in resources:
            self._connections.remove(resource)
        endings = (self._relay.hang_up(resource) for resource in resources)
        for ended in await asyncio.gather(*endings, return_exceptions=True):
            if isinstance(ended, Exception):
                logger.error("A line did not end as it should", exc_info=ended)
