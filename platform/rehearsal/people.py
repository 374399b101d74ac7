"""Simulated people carry out the actions of a behaviour, one at a time, with a socket and a connection to the relay."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Protocol

from rehearsal.acts import Act, Drop, Leave, OpenSocket, Publish, SendCommand, Unpublish
from rehearsal.chair import Chair
from rehearsal.delegation import Delegation
from rehearsal.lines import ReconnectingLine
from rehearsal.listener import Listener
from rehearsal.room import Frame, Room
from rehearsal.seat_socket import SeatSocket


class SimulatedPerson(Protocol):
    """A person whose `tick` is called about twice a second. It carries out what its behaviour decides."""

    def tick(self, room: Room, now: float) -> None:
        """Let the behaviour decide, unless its last action still runs. `room` is what the first listener sees."""

    async def close(self) -> None:
        """Close the person's connections to the server and to the relay."""


class _ActingPerson:
    """The base of simulated people. It carries out one action at a time, in a task."""

    def __init__(self, socket: SeatSocket, stream: str) -> None:
        self.socket, self.stream = socket, stream
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
        await self.socket.close()


class SimulatedListener(_ActingPerson):
    """A simulated member of the audience. With `listening` it also receives packets from the relay."""

    def __init__(
        self, behaviour: Listener, socket: SeatSocket, stream: str, listening: ReconnectingLine | None = None
    ) -> None:
        super().__init__(socket, stream)
        self.behaviour, self.listening = behaviour, listening

    def tick(self, room: Room, now: float) -> None:
        """See `SimulatedPerson.tick`."""
        if self.busy or not self.socket.live:
            return
        if self.listening is not None and not self.listening.is_open:
            self.spawn(self.listening.open(self.socket.token))
            return
        act = self.behaviour.decide(room, now, self.socket.streams[self.stream].mine)
        if isinstance(act, SendCommand):
            self.spawn(self.socket.send_command(self.stream, act.type, act.fields))

    async def close(self) -> None:
        """See `SimulatedPerson.close`."""
        await super().close()
        if self.listening is not None:
            await self.listening.close()


class SimulatedChair(_ActingPerson):
    """The simulated chair. While it is connected, it reads the streams as a moderator."""

    def __init__(
        self, behaviour: Chair, socket: SeatSocket, room: Room, stream: str, say: Callable[[str], None]
    ) -> None:
        super().__init__(socket, stream)
        self.behaviour, self._room, self._say = behaviour, room, say

    def tick(self, room: Room, now: float) -> None:
        """See `SimulatedPerson.tick`."""
        if self.busy or (self.behaviour.here and not self.socket.live):
            return
        conducted = self.behaviour.conducts
        act = self.behaviour.decide(self._room if self.behaviour.here else room, now)
        if self.behaviour.conducts != conducted:
            self._say(
                "The simulated chair conducts."
                if self.behaviour.conducts
                else "A moderator is here: the simulated chair steps aside."
            )
        if act is not None:
            self.spawn(self._carry_out(act))

    async def _carry_out(self, act: Act) -> None:
        if isinstance(act, SendCommand):
            await self.socket.send_command(self.stream, act.type, act.fields)
        elif isinstance(act, OpenSocket):
            self.socket.open()
            self.behaviour.here = True
        elif isinstance(act, Leave):
            await self.socket.close()
            self.behaviour.here = False


class SimulatedDelegation(_ActingPerson):
    """A simulated delegation, with its connection to the relay."""

    def __init__(
        self, behaviour: Delegation, socket: SeatSocket, stream: str, line: ReconnectingLine
    ) -> None:
        super().__init__(socket, stream)
        self.behaviour, self.line = behaviour, line
        socket.heard = self._on_event

    def tick(self, room: Room, now: float) -> None:
        """See `SimulatedPerson.tick`."""
        if self.busy or (self.behaviour.here and not self.socket.live):
            return
        self.behaviour.has_line = self.line.is_open
        act = self.behaviour.decide(room, now, self.socket.streams[self.stream].mine)
        if act is not None:
            self.spawn(self._carry_out(act))

    def _on_event(self, event: Frame) -> None:
        self.behaviour.on_event(event, time.monotonic())

    async def _carry_out(self, act: Act) -> None:
        if isinstance(act, SendCommand):
            code = await self.socket.send_command(self.stream, act.type, act.fields)
            if code:
                self.behaviour.on_refusal(act, code, time.monotonic())
        elif isinstance(act, OpenSocket):
            self.socket.open()
            self.behaviour.here = True
        elif isinstance(act, Publish):
            await self.line.open(self.socket.token)
        elif isinstance(act, Unpublish):
            await self.line.close()
        else:
            await self._leave_session(quietly=isinstance(act, Drop))

    async def _leave_session(self, *, quietly: bool) -> None:
        self.behaviour.here = False
        await self.line.close(quietly=quietly)
        await (self.socket.drop() if quietly else self.socket.close())

    async def close(self) -> None:
        """See `SimulatedPerson.close`."""
        await super().close()
        await self.line.close()
