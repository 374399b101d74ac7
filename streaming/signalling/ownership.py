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
from streaming.signalling.polling import Watching

SURE_SECONDS = 3.0
"""A relay that could not renew its lease for this long lets nobody speak: another may be chosen soon."""
IDLE_SECONDS = 60.0
"""A stream of which nobody was here for this long is given back, and placed anew when somebody comes."""

logger = logging.getLogger(__name__)


class Ownership(ABC):
    """Which streams this process carries; the endpoints and the gate ask it."""

    @abstractmethod
    async def elsewhere(self, stream: str) -> str | None:
        """The address of the relay that carries a stream, None where this process does. Refuses `media.no_relay`."""

    @abstractmethod
    def is_sure(self, stream: str) -> bool:
        """Whether this process, and no other, carries a stream now."""

    @property
    @abstractmethod
    def is_well(self) -> bool:
        """Whether it can carry anything now."""

    def look_soon(self) -> None:  # noqa: B027
        """A line came, went, or fell silent."""

    async def start(self) -> None:  # noqa: B027
        """Begin."""

    async def stop(self) -> None:  # noqa: B027
        """Carry nothing more."""


class Everything(Ownership):
    """The only process carries all."""

    is_well = True

    async def elsewhere(self, stream: str) -> None:
        """Here."""
        return None

    def is_sure(self, stream: str) -> bool:
        """Always."""
        return True


class Nothing(Ownership):
    """A process of the type `web` has no relay inside."""

    is_well = False

    async def elsewhere(self, stream: str) -> str:
        """The address of the one that has it."""
        return (await in_thread(relays.place, stream)).address

    def is_sure(self, stream: str) -> bool:
        """Never."""
        return False


class Placed(Watching, Ownership):
    """A process of the type `relay`: renews its lease twice a second, and carries what is placed on it.

    `load()` is the share of a core in use, `told(stream)` the signals of one, `busy()` the streams of which
    somebody is here; `lost(stream)` is called where a stream is another's from now on.
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
        """When each stream was last placed here, or had somebody here."""
        self._known: dict[str, relays.Told] = {}
        self._renewed_at = 0.0
        self._gives_way = False

    async def elsewhere(self, stream: str) -> str | None:
        """As the database says now."""
        if self.is_sure(stream):
            return None
        owner = await self._thread.run(relays.place, stream)
        if owner.pk != self.id:
            return owner.address
        self._since[stream] = self._now()
        return None

    def is_sure(self, stream: str) -> bool:
        """Whether it was placed here, and the lease was renewed of late."""
        return stream in self._since and self.is_well

    @property
    def is_well(self) -> bool:
        """Whether the lease was renewed of late."""
        return self._now() - self._renewed_at <= SURE_SECONDS

    async def stop(self) -> None:
        """Give all back, silenced first, so that nobody is heard from two relays."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        for stream in list(self._since):
            self._lose(stream)
        await self._thread.run(relays.leave, self.id)
        await super().stop()

    async def _look(self) -> None:
        began = self._now()
        try:
            placed = await self._thread.run(
                relays.beat, self.id, settings.RELAY_URL, self._load(), known=self._renewed_at > 0
            )
        except relays.AddressTaken as taken:
            self._give_way(taken)
            return
        self._renewed_at, self._gives_way = began, False
        busy = set(self._busy())
        before = {stream for stream, since in self._since.items() if since < began}
        for stream in (before | busy.difference(self._since)) - placed:
            self._lose(stream)
        for stream in placed.difference(self._since) | placed & busy:
            self._since[stream] = began
        await self._tell()
        await self._give_back(began - IDLE_SECONDS)

    def _give_way(self, taken: relays.AddressTaken) -> None:
        """Carry nothing while another relay has this one's address, and say so once."""
        if not self._gives_way:
            logger.error("%s", taken)
        self._gives_way = True
        for stream in list(self._since):
            self._lose(stream)

    async def _tell(self) -> None:
        now = {stream: _as_json(self._told(stream)) for stream in self._since}
        news = {stream: told for stream, told in now.items() if self._known.get(stream, {}) != told}
        if not news:
            return
        for stream in await self._thread.run(relays.tell, self.id, news):
            before = self._known.get(stream, {})
            self._known[stream] = news[stream]
            for name in [name for name, told in news[stream].items() if before.get(name) != told]:
                signals.tell((stream, name, ""))

    async def _give_back(self, before: float) -> None:
        idle = [stream for stream, since in self._since.items() if since < before]
        if idle:
            for stream in idle:
                self._lose(stream)
            await self._thread.run(relays.release, self.id, idle)

    def _lose(self, stream: str) -> None:
        self._since.pop(stream, None)
        self._known.pop(stream, None)
        self._lost(stream)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _as_json(told: dict[str, Signal]) -> relays.Told:
    return {name: signal.model_dump(mode="json", exclude={"relay"}) for name, signal in told.items()}
