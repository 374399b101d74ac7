"""Which streams this process carries: all, none, or those that the database assigns to it."""

import asyncio
import logging
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection

from django.conf import settings

from foundation.database import in_thread
from foundation.messages.protocol import Signal
from foundation.wire import signals
from streaming.signalling import relays
from streaming.signalling.polling import Poller

SURE_SECONDS = 3.0
"""If a relay could not renew its lease for this many seconds, it closes its floors, because another relay may be chosen
soon.
"""
IDLE_SECONDS = 60.0
"""A stream that nobody used for this many seconds is given back. It is placed again when someone connects."""

logger = logging.getLogger(__name__)


class CarriedStreams(ABC):
    """Which streams this process carries. The endpoints and the gate ask it."""

    @abstractmethod
    async def other_relay(self, stream: str) -> str | None:
        """The address of the relay that carries a stream, or None if it is this process. Refuses `media.no_relay`."""

    @abstractmethod
    def carries(self, stream: str) -> bool:
        """Whether this process, and no other, carries the media of the session of this stream now."""

    @property
    @abstractmethod
    def is_healthy(self) -> bool:
        """Whether it can carry anything now."""

    def poll_soon(self) -> None:  # noqa: B027
        """Poll again soon, because a line was added or lost, or fell silent."""

    async def start(self) -> None:  # noqa: B027
        """Begin to claim streams. A process that carries all or none has nothing to begin."""

    async def stop(self) -> None:  # noqa: B027
        """Give the streams back to the database, so that other relays can carry them. A process that carries all or
        none has nothing to give back.
        """


class AllStreams(CarriedStreams):
    """Carries every stream: for a single process."""

    is_healthy = True

    async def other_relay(self, stream: str) -> None:
        """Always None, because the relay is always this process."""
        return None

    def carries(self, stream: str) -> bool:
        """Always True."""
        return True


class NoStreams(CarriedStreams):
    """Carries no stream: for a process of the type `web`, which has no relay."""

    is_healthy = False

    async def other_relay(self, stream: str) -> str:
        """The address of the stream's relay. The stream is placed first if it has none."""
        return (await in_thread(relays.place_stream, stream)).address

    def carries(self, stream: str) -> bool:
        """Always False."""
        return False


class PlacedStreams(Poller, CarriedStreams):
    """Carries the streams placed on it: for a process of the type `relay`, which renews its lease twice a second.

    `load()` returns the share of a core in use, `told(stream)` a stream's signals, and `busy()` the streams in use.
    `lost(stream)` is called when this relay may no longer carry a stream.
    """

    def __init__(
        self,
        *,
        load: Callable[[], float],
        told: Callable[[str], dict[str, Signal]],
        busy: Callable[[], Collection[str]],
        lost: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.id = uuid.uuid4()
        self._load, self._told, self._busy, self._lost = load, told, busy, lost
        self._since: dict[str, float] = {}
        """When each stream was last placed here or in use here."""
        self._known: dict[str, relays.Reports] = {}
        self._renewed_at = 0.0
        self._is_displaced = False

    async def other_relay(self, stream: str) -> str | None:
        """Read the address from the database. If `carries`, return None without reading: it is this process."""
        if self.carries(stream):
            return None
        owner = await self._thread.run(relays.place_stream, stream)
        if owner.pk != self.id:
            return owner.address
        self._since[stream] = self._loop_time()
        return None

    def carries(self, stream: str) -> bool:
        """Whether it was placed here and the lease was renewed recently."""
        return stream in self._since and self.is_healthy

    @property
    def is_healthy(self) -> bool:
        """Whether the lease was renewed recently."""
        return self._loop_time() - self._renewed_at <= SURE_SECONDS

    async def stop(self) -> None:
        """Silence all streams, then give them back, so that nobody is heard from two relays."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        for stream in list(self._since):
            self._stop_stream(stream)
        await self._thread.run(relays.remove_relay, self.id)
        await super().stop()

    async def _poll(self) -> None:
        began = self._loop_time()
        try:
            placed = await self._thread.run(
                relays.renew_lease, self.id, settings.RELAY_URL, self._load(), known=self._renewed_at > 0
            )
        except relays.AddressTaken as taken:
            self._stop_carrying(taken)
            return
        self._renewed_at, self._is_displaced = began, False
        busy = set(self._busy())
        before = {stream for stream, since in self._since.items() if since < began}
        for stream in (before | busy.difference(self._since)) - placed:
            self._stop_stream(stream)
        for stream in placed.difference(self._since) | placed & busy:
            self._since[stream] = began
        await self._store_changed_reports()
        await self._release_idle(began - IDLE_SECONDS)

    def _stop_carrying(self, taken: relays.AddressTaken) -> None:
        """Carry nothing while another relay has this one's address. Log it once."""
        if not self._is_displaced:
            logger.error("%s", taken)
        self._is_displaced = True
        for stream in list(self._since):
            self._stop_stream(stream)

    async def _store_changed_reports(self) -> None:
        now = {stream: _as_json(self._told(stream)) for stream in self._since}
        news = {stream: told for stream, told in now.items() if self._known.get(stream, {}) != told}
        if not news:
            return
        for stream in await self._thread.run(relays.store_reports, self.id, news):
            before = self._known.get(stream, {})
            self._known[stream] = news[stream]
            for name in [name for name, told in news[stream].items() if before.get(name) != told]:
                signals.mark_changed_now((stream, name, ""))

    async def _release_idle(self, before: float) -> None:
        idle = [stream for stream, since in self._since.items() if since < before]
        if idle:
            for stream in idle:
                self._stop_stream(stream)
            await self._thread.run(relays.release_streams, self.id, idle)

    def _stop_stream(self, stream: str) -> None:
        self._since.pop(stream, None)
        self._known.pop(stream, None)
        self._lost(stream)

    def _loop_time(self) -> float:
        return asyncio.get_running_loop().time()


def _as_json(told: dict[str, Signal]) -> relays.Reports:
    return {name: signal.model_dump(mode="json", exclude={"relay"}) for name, signal in told.items()}
