"""Simulated people carry out the actions of a behaviour, one at a time, with a socket and a connection to the relay."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from foundation.films import Shot
from rehearsal.acts import Act, Drop, Leave, OpenSocket, Publish, SendCommand, Unpublish
from rehearsal.chair import Chair
from rehearsal.delegation import Delegation
from rehearsal.film import Reel
from rehearsal.film_cache import FilmCache
from rehearsal.hall_operator import HallOperator
from rehearsal.interpreter import Interpreter
from rehearsal.lines import Line, ReconnectingLine
from rehearsal.listener import Listener
from rehearsal.report import Report
from rehearsal.room import Entity, Frame, Room
from rehearsal.seat_socket import SeatSocket
from rehearsal.writer import Writer


class SimulatedPerson(Protocol):
    """A person whose `tick` is called about twice a second. It carries out what its behaviour decides."""

    def tick(self, room: Room, now: float) -> None:
        """Let the behaviour decide, unless its last action still runs. `room` is what the first listener sees."""

    async def close(self) -> None:
        """Close the person's connections to the server and to the relay."""


class _OneTask:
    """Carries out one action at a time, in a task."""

    _task: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def spawn(self, work: Any) -> None:
        self._task = asyncio.create_task(work)

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)


class _ActingPerson(_OneTask):
    """The base of simulated people who have a socket."""

    def __init__(self, socket: SeatSocket, session: str) -> None:
        self.socket, self.session = socket, session

    def own(self, of: str) -> dict[str, dict[str, Entity]]:
        """The person's own entities of the session's stream, or of that of its messages (`chat`)."""
        stream = self.socket.streams.get(f"{of}/{self.session}")
        return stream.mine if stream is not None else {}

    async def send(self, act: SendCommand) -> str:
        """Send a command. Returns "" if it was done, else the code of the refusal."""
        return await self.socket.send_command(f"{act.on}/{self.session}", act.type, act.fields)

    async def close(self) -> None:
        await super().close()
        await self.socket.close()


class SimulatedListener(_ActingPerson):
    """A simulated member of the audience. With `listening` it also receives packets from the relay, and with `writer`
    it writes messages.
    """

    def __init__(
        self,
        behaviour: Listener,
        socket: SeatSocket,
        session: str,
        listening: ReconnectingLine | None = None,
        writer: Writer | None = None,
    ) -> None:
        super().__init__(socket, session)
        self.behaviour, self.listening, self.writer = behaviour, listening, writer

    def tick(self, room: Room, now: float) -> None:
        """See `SimulatedPerson.tick`."""
        if self.busy or not self.socket.live:
            return
        if self.listening is not None and not self.listening.is_open:
            self.spawn(self.listening.open(self.socket.token))
            return
        act = self.behaviour.decide(room, now, self.own("session"))
        if act is None and self.writer is not None:
            act = self.writer.decide(room, now, self.own("chat"))
        if isinstance(act, SendCommand):
            self.spawn(self.send(act))

    async def close(self) -> None:
        """See `SimulatedPerson.close`."""
        await super().close()
        if self.listening is not None:
            await self.listening.close()


class SimulatedOperator(_OneTask):
    """The simulated operator. It has no socket: it sends the hall over a line, and cuts between films."""

    def __init__(
        self,
        behaviour: HallOperator,
        films: FilmCache,
        publish: Callable[[Reel], Coroutine[Any, Any, Line]],
        report: Report,
    ) -> None:
        self.behaviour, self._films, self._publish = behaviour, films, publish
        self.line = ReconnectingLine(self._connect, report)
        self._reel: Reel | None = None
        self._shown = behaviour.shot

    def tick(self, room: Room, now: float) -> None:
        """See `SimulatedPerson.tick`."""
        if self.busy:
            return
        self.behaviour.has_line = self.line.is_open
        act = self.behaviour.decide(room, now)
        if act is not None:
            self.spawn(self.line.open("") if isinstance(act, Publish) else self.line.close())
        elif self.line.is_open and self.behaviour.shot != self._shown:
            self.spawn(self._cut(self.behaviour.shot))

    async def _connect(self, _: str) -> Line:
        self._shown = self.behaviour.shot
        self._reel = Reel(await self._films.film(self._shown))
        return await self._publish(self._reel)

    async def _cut(self, shot: Shot) -> None:
        """Show another film, which may have to be made first."""
        film = await self._films.film(shot)
        if self._reel is not None:
            self._reel.cut_to(film)
        self._shown = shot

    async def close(self) -> None:
        """See `SimulatedPerson.close`."""
        await super().close()
        await self.line.close()


class SimulatedChair(_ActingPerson):
    """The simulated chair. While it is connected, it reads the streams as a moderator."""

    def __init__(
        self, behaviour: Chair, socket: SeatSocket, room: Room, session: str, say: Callable[[str], None]
    ) -> None:
        super().__init__(socket, session)
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
            await self.send(act)
        elif isinstance(act, OpenSocket):
            self.socket.open()
            self.behaviour.here = True
        elif isinstance(act, Leave):
            await self.socket.close()
            self.behaviour.here = False


class _PublishingPerson(_ActingPerson):
    """The base of simulated people who send sound or picture to the relay."""

    behaviour: Delegation | Interpreter

    def __init__(self, socket: SeatSocket, session: str, line: ReconnectingLine) -> None:
        super().__init__(socket, session)
        self.line = line

    def is_ready(self) -> bool:
        """Whether its behaviour may decide now. Tells the behaviour whether the connection to the relay is open."""
        self.behaviour.has_line = self.line.is_open
        return not self.busy and (self.socket.live or not self.behaviour.here)

    async def change_connection(self, act: Act) -> None:
        """Open or close a connection, as the action says."""
        if isinstance(act, OpenSocket):
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


class SimulatedDelegation(_PublishingPerson):
    """A simulated delegation. It writes messages when it has nothing else to do."""

    behaviour: Delegation

    def __init__(
        self, behaviour: Delegation, writer: Writer, socket: SeatSocket, session: str, line: ReconnectingLine
    ) -> None:
        super().__init__(socket, session, line)
        self.behaviour, self.writer = behaviour, writer
        socket.heard = self._on_event

    def tick(self, room: Room, now: float) -> None:
        """See `SimulatedPerson.tick`."""
        if not self.is_ready():
            return
        act = self.behaviour.decide(room, now, self.own("session"))
        if act is None and self.behaviour.here:
            act = self.writer.decide(room, now, self.own("chat"))
        if act is not None:
            self.spawn(self._carry_out(act))

    def _on_event(self, event: Frame) -> None:
        self.behaviour.on_event(event, time.monotonic())

    async def _carry_out(self, act: Act) -> None:
        if not isinstance(act, SendCommand):
            await self.change_connection(act)
        elif code := await self.send(act):
            self.behaviour.on_refusal(act, code, time.monotonic())


LEAVING_SECONDS = 2.0
"""For how long an interpreter who goes off duty at the end waits for the answer."""


class SimulatedInterpreter(_PublishingPerson):
    """A simulated interpreter."""

    behaviour: Interpreter

    def __init__(
        self, behaviour: Interpreter, socket: SeatSocket, session: str, line: ReconnectingLine
    ) -> None:
        super().__init__(socket, session, line)
        self.behaviour = behaviour

    def tick(self, room: Room, now: float) -> None:
        """See `SimulatedPerson.tick`."""
        if self.is_ready() and (act := self.behaviour.decide(room, now)) is not None:
            self.spawn(self.send(act) if isinstance(act, SendCommand) else self.change_connection(act))

    async def close(self) -> None:
        """See `SimulatedPerson.close`. It goes off duty, so that a person can go on duty."""
        if self.behaviour.on_duty and self.socket.live:
            off_duty = SendCommand("interpretation.go_off_duty", {"language": self.behaviour.language})
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LEAVING_SECONDS):
                    await self.send(off_duty)
        await super().close()
