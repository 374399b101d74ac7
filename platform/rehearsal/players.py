"""Players carry out the actions of a brain, one at a time, with a socket and a connection to the relay."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Protocol

from rehearsal.acts import Act, Come, Drop, Leave, Publish, Say, Unpublish
from rehearsal.chair import Chair
from rehearsal.delegation import Delegation
from rehearsal.lines import ReconnectingLine
from rehearsal.listener import Listener
from rehearsal.room import Frame, Room
from rehearsal.wire import Wire


class Player(Protocol):
    """Any simulated person."""

    def tick(self, room: Room, now: float) -> None:
        """Let the brain decide, unless its last action is still under way. `room` is what the first listener sees."""

    async def close(self) -> None:
        """Leave."""


class _Acting:
    """Carries out one action at a time, in a task."""

    def __init__(self, wire: Wire, stream: str) -> None:
        self.wire, self.stream = wire, stream
        self._task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def spawn(self, work: Any) -> None:
        self._task = asyncio.create_task(work)

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.wire.close()


class ListenerPlayer(_Acting):
    """One of the audience. With `listening` it listens to the relay too."""

    def __init__(
        self, brain: Listener, wire: Wire, stream: str, listening: ReconnectingLine | None = None
    ) -> None:
        super().__init__(wire, stream)
        self.brain, self.listening = brain, listening

    def tick(self, room: Room, now: float) -> None:
        """As `Player`."""
        if self.busy or not self.wire.live:
            return
        if self.listening is not None and not self.listening.has:
            self.spawn(self.listening.open(self.wire.token))
            return
        act = self.brain.decide(room, now, self.wire.streams[self.stream].mine)
        if isinstance(act, Say):
            self.spawn(self.wire.ask(self.stream, act.type, act.fields))

    async def close(self) -> None:
        """As `Player`."""
        await super().close()
        if self.listening is not None:
            await self.listening.close()


class ChairPlayer(_Acting):
    """The simulated chair. While it is connected, it reads the streams as a moderator."""

    def __init__(self, brain: Chair, wire: Wire, room: Room, stream: str, say: Callable[[str], None]) -> None:
        super().__init__(wire, stream)
        self.brain, self._room, self._say = brain, room, say

    def tick(self, room: Room, now: float) -> None:
        """As `Player`."""
        if self.busy or (self.brain.here and not self.wire.live):
            return
        conducted = self.brain.conducts
        act = self.brain.decide(self._room if self.brain.here else room, now)
        if self.brain.conducts != conducted:
            self._say(
                "The simulated chair conducts."
                if self.brain.conducts
                else "A moderator is here: the simulated chair steps aside."
            )
        if act is not None:
            self.spawn(self._do(act))

    async def _do(self, act: Act) -> None:
        if isinstance(act, Say):
            await self.wire.ask(self.stream, act.type, act.fields)
        elif isinstance(act, Come):
            self.wire.open()
            self.brain.here = True
        elif isinstance(act, Leave):
            await self.wire.close()
            self.brain.here = False


class DelegationPlayer(_Acting):
    """A delegation, with its connection to the relay."""

    def __init__(self, brain: Delegation, wire: Wire, stream: str, line: ReconnectingLine) -> None:
        super().__init__(wire, stream)
        self.brain, self.line = brain, line
        wire.heard = self._heard

    def tick(self, room: Room, now: float) -> None:
        """As `Player`."""
        if self.busy or (self.brain.here and not self.wire.live):
            return
        self.brain.has_line = self.line.has
        act = self.brain.decide(room, now, self.wire.streams[self.stream].mine)
        if act is not None:
            self.spawn(self._do(act))

    def _heard(self, event: Frame) -> None:
        self.brain.heard(event, time.monotonic())

    async def _do(self, act: Act) -> None:
        if isinstance(act, Say):
            code = await self.wire.ask(self.stream, act.type, act.fields)
            if code:
                self.brain.refused(act, code, time.monotonic())
        elif isinstance(act, Come):
            self.wire.open()
            self.brain.here = True
        elif isinstance(act, Publish):
            await self.line.open(self.wire.token)
        elif isinstance(act, Unpublish):
            await self.line.close()
        else:
            await self._go(quietly=isinstance(act, Drop))

    async def _go(self, *, quietly: bool) -> None:
        self.brain.here = False
        await self.line.close(quietly=quietly)
        await (self.wire.drop() if quietly else self.wire.close())

    async def close(self) -> None:
        """As `Player`."""
        await super().close()
        await self.line.close()
