"""A whole rehearsal: takes seats, fills the room, and lets everyone act until it is stopped."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from yarl import URL

from foundation.films import Shot
from rehearsal.api import ApiClient, ApiError
from rehearsal.chair import Chair
from rehearsal.delegation import Delegation
from rehearsal.film import Reel
from rehearsal.film_cache import FilmCache
from rehearsal.hall_operator import HallOperator
from rehearsal.interpreter import Interpreter
from rehearsal.lines import SLOTS, Connect, Line, ListeningLine, Publisher, ReconnectingLine
from rehearsal.listener import Listener, ListenerNumber
from rehearsal.people import (
    SimulatedChair,
    SimulatedDelegation,
    SimulatedInterpreter,
    SimulatedListener,
    SimulatedOperator,
    SimulatedPerson,
)
from rehearsal.plan import ASKERS, Plan
from rehearsal.profiles import order_of_arrival, profiles
from rehearsal.report import Report
from rehearsal.room import Room, Stream, name_of
from rehearsal.seat_socket import SeatSocket
from rehearsal.writer import Writer, WriterProfile

TICK_SECONDS = 0.5
GIVE_UP_SECONDS = 120.0
"""Seconds after which the rehearsal fails if the server does not answer."""

REPORT_AFTER_SECONDS = 5.0
"""Seconds after which the rehearsal tells the user that the server does not answer yet.

On a slow machine a server takes a while to start.
"""

SEATS_AT_ONCE = 500
CONNECTS_A_SECOND = 100
CONFERENCE_KINDS = ("participant", "party", "session")
ONLY_OWN: tuple[str, ...] = ()

Answer = TypeVar("Answer")


class RehearsalFailed(Exception):
    """The rehearsal cannot start or continue. The message says why and what to do."""


class _StoppedBeforeStart(Exception):
    """The rehearsal was stopped before it had started."""


@dataclass(frozen=True)
class Options:
    """The options of the command. Without `seat_token` it rehearses in the demo, with a simulated chair."""

    url: str
    films: Path
    plan: Plan = field(default_factory=Plan)
    seat_token: str = ""
    session: str = ""
    delegations: int = 30
    audience: int = 24
    listening: int = 0
    booths: int = 8
    seed: int = 2021


class Rehearsal:
    """A rehearsal. It calls `say` with sentences for the terminal, and `progress` with the number of listeners
    connected so far and the number of all.
    """

    def __init__(
        self, options: Options, say: Callable[[str], None], progress: Callable[[int, int], None]
    ) -> None:
        self.options, self.report = options, Report()
        self._say, self._progress = say, progress
        self._rng = Random(options.seed)
        self._people: list[SimulatedPerson] = []
        self._published: dict[str, ReconnectingLine] = {}
        self._listened: dict[str, ReconnectingLine] = {}
        self._sockets: list[SeatSocket] = []
        self._coming: asyncio.Task[None] | None = None
        self._loopback = (URL(options.url).host or "") in ("127.0.0.1", "localhost", "::1")

    async def run(self, stop: asyncio.Event) -> None:
        """Fill the room and stay in it until `stop` is set. Raises `RehearsalFailed`."""
        began = time.monotonic()
        connector = TCPConnector(limit=0)
        async with ClientSession(connector=connector, timeout=ClientTimeout(total=30)) as http:
            self._api = ApiClient(http, self.options.url)
            self._films = FilmCache(self.options.films)
            try:
                await self._seat_everyone(stop)
                await self._run_ticks(stop)
            except ApiError as shut:
                raise RehearsalFailed(f"{self.options.url} refused: {shut} ({shut.code})") from None
            except _StoppedBeforeStart:
                raise RehearsalFailed(
                    f"It ended before {self.options.url} had let anybody in. Start Balai first, or give it more time."
                ) from None
            finally:
                self.report.seconds = time.monotonic() - began
                await self._close_everything()

    async def _seat_everyone(self, stop: asyncio.Event) -> None:
        await self._find_session(stop)
        await self._connect_first_listener(stop)
        self._start_chair()
        self._start_operator()
        await self._seat_delegations(stop)
        await self._seat_interpreters(stop)
        self._coming = asyncio.create_task(self._seat_audience(stop))

    async def _find_session(self, stop: asyncio.Event) -> None:
        """Find the session, and the seat whose token is used to take all other seats."""
        self._offered: frozenset[str] = frozenset()
        self._session = self.options.session
        if self.options.seat_token:
            self._bearer = self.options.seat_token
            return
        demo = await self._answer_of_server(stop, self._api.demo)
        self._session = str(demo["session"])
        self._offered = frozenset(seat["party"] for seat in demo["seats"] if seat["party"])
        self._bearer = await self._answer_of_server(stop, self._chair_seat)

    async def _chair_seat(self) -> str:
        """A token for the demo's simulated chair."""
        return str((await self._api.demo_seat("simulated-chair"))["token"])

    async def _answer_of_server(self, stop: asyncio.Event, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the server's answer to a request. Waits while no server answers."""
        began, told = time.monotonic(), False
        while (waited := time.monotonic() - began) < GIVE_UP_SECONDS:
            with contextlib.suppress(ClientError, OSError):
                return await ask()
            if waited > REPORT_AFTER_SECONDS and not told:
                self._say(f"{self.options.url} does not answer yet.")
                told = True
            if await _sleep_unless_stopped(stop, 0.3):
                raise _StoppedBeforeStart
        raise RehearsalFailed(f"Nothing answers at {self.options.url}. Start Balai first.")

    async def _take_simulated_seats(self, stop: asyncio.Event, **wanted: Any) -> list[dict[str, Any]]:
        return await self._answer_of_server(
            stop, lambda: self._api.take_simulated_seats(self._bearer, self._session, **wanted)
        )

    @property
    def _stream(self) -> str:
        return f"session/{self._session}"

    @property
    def _chat(self) -> str:
        return f"chat/{self._session}"

    async def _connect_first_listener(self, stop: asyncio.Event) -> None:
        """Connect the first listener. It reads everything that is public. All behaviours use its view of the room."""
        (seat,) = await self._take_simulated_seats(stop, first=1, count=1)
        self._conference = f"conference/{seat['seat']['conference']}"
        self._room = Room(self._session, Stream(CONFERENCE_KINDS), Stream())
        self._first_listener = self._make_socket(
            seat["token"], partial(self._new_seat_token, first=1, count=1)
        )
        self._first_listener.streams = {
            self._conference: self._room.conference,
            self._stream: self._room.session,
            self._chat: self._room.chat,
        }
        self._add_listener(0, self._first_listener)
        self._first_listener.open()
        await self._wait_for_room(stop)

    async def _wait_for_room(self, stop: asyncio.Event) -> None:
        end = time.monotonic() + GIVE_UP_SECONDS
        while not self._first_listener.live:
            if time.monotonic() > end:
                raise RehearsalFailed(f"The socket of {self.options.url} gives no picture of the session.")
            if await _sleep_unless_stopped(stop, 0.05):
                raise _StoppedBeforeStart

    def _start_chair(self) -> None:
        if self.options.seat_token:
            return
        room = Room(self._session, Stream(CONFERENCE_KINDS), Stream())
        socket = self._make_socket(self._bearer, self._chair_seat)
        socket.streams = {
            self._conference: room.conference,
            self._stream: room.session,
            self._chat: room.chat,
        }
        chair = Chair(self.options.plan)
        self._people.append(SimulatedChair(chair, socket, room, self._session, self._say))

    def _start_operator(self) -> None:
        """Put a drawn hall on air, in the demo."""
        if self.options.seat_token:
            return
        there = [
            party for party in self._room.parties.values() if party["place"] == "hall" and not party["outlet"]
        ]
        names = [name_of(party) for party in sorted(there, key=lambda party: int(party["id"]))]
        behaviour = HallOperator(names, self.options.plan)
        operator = SimulatedOperator(behaviour, self._films, self._publish_hall, self.report)
        self._published["hall"] = operator.line
        self._people.append(operator)

    async def _seat_delegations(self, stop: asyncio.Event) -> None:
        delegations = [party for party in self._room.parties.values() if not party["outlet"]]
        parties = order_of_arrival(delegations, self._offered, self._rng)
        parties = parties[: self.options.delegations]
        if not parties:
            return
        seats = await self._take_simulated_seats(stop, parties=[party["id"] for party in parties])
        profiled = profiles(parties, seats, self._offered, self.options.plan)
        for number, (part, party, seat) in enumerate(zip(profiled, parties, seats, strict=True)):
            behaviour = Delegation(part, self.options.plan, Random(self._rng.random()))
            socket = self._make_socket(seat["token"], partial(self._new_seat_token, parties=[party["id"]]))
            socket.streams = {self._stream: Stream(ONLY_OWN), self._chat: Stream(ONLY_OWN)}
            publish = partial(self._publish, name_of(party))
            line = self._published[party["id"]] = ReconnectingLine(publish, self.report)
            writer = self._make_writer(number, party["id"])
            self._people.append(SimulatedDelegation(behaviour, writer, socket, self._session, line))
        self._say(f"{len(parties)} simulated delegations come in.")

    async def _seat_interpreters(self, stop: asyncio.Event) -> None:
        """Seat an interpreter for each language channel of the session."""
        channels = sorted(
            self._room.entities_of("language_channel").values(), key=lambda channel: int(channel["position"])
        )
        languages = [str(channel["id"]) for channel in channels][: self.options.booths]
        if not languages:
            return
        seats = await self._take_simulated_seats(stop, interpreters=languages)
        for language, seat in zip(languages, seats, strict=True):
            behaviour = Interpreter(language, seat["seat"]["participant"], self.options.plan)
            socket = self._make_socket(seat["token"], partial(self._new_seat_token, interpreters=[language]))
            socket.streams = {self._stream: Stream(ONLY_OWN)}
            line = self._published[language] = ReconnectingLine(
                partial(self._publish_sound, language), self.report
            )
            self._people.append(SimulatedInterpreter(behaviour, socket, self._session, line))
        self._say(f"Simulated interpreters work into {', '.join(languages)}.")

    async def _seat_audience(self, stop: asyncio.Event) -> None:
        """Connect the other listeners at a rate that the server can take. Number 1 is connected already."""
        wanted = self.options.audience
        for first in range(2, wanted + 1, SEATS_AT_ONCE):
            count = min(SEATS_AT_ONCE, wanted - first + 1)
            seats = await self._take_simulated_seats(stop, first=first, count=count)
            for number, seat in enumerate(seats, first):
                socket = self._make_socket(
                    seat["token"], partial(self._new_seat_token, first=number, count=1)
                )
                socket.streams = {self._stream: Stream(ONLY_OWN)}
                if number <= ASKERS:
                    socket.streams[self._chat] = Stream(ONLY_OWN)
                self._add_listener(number - 1, socket)
                socket.open()
                self._progress(number, wanted)
                await asyncio.sleep(1 / CONNECTS_A_SECOND)

    def _add_listener(self, number: int, socket: SeatSocket) -> None:
        profile = ListenerNumber(number, max(1, self.options.audience))
        behaviour = Listener(profile, self.options.plan, Random(self._rng.random()))
        listening = None
        if number < self.options.listening:
            listening = self._listened[str(number)] = ReconnectingLine(self._listen, self.report)
        writer = self._make_writer(self.options.delegations + number) if number < ASKERS else None
        self._people.append(SimulatedListener(behaviour, socket, self._session, listening, writer))

    def _make_writer(self, number: int, party: str = "") -> Writer:
        count = self.options.delegations + min(ASKERS, self.options.audience)
        profile = WriterProfile(number, max(1, count), party)
        return Writer(profile, self.options.plan, Random(self._rng.random()))

    def _make_socket(self, token: str, again: Callable[[], Any]) -> SeatSocket:
        socket = SeatSocket(self._api, self.report, Random(self._rng.random()), token, again)
        self._sockets.append(socket)
        return socket

    async def _new_seat_token(self, **wanted: Any) -> str:
        """A new token for the simulated seat that was taken so, after the server refused the token of that seat."""
        if not self.options.seat_token:
            self._bearer = await self._chair_seat()
        seats = await self._api.take_simulated_seats(self._bearer, self._session, **wanted)
        return str(seats[0]["token"])

    async def _publish(self, name: str, token: str) -> Line:
        film = await self._films.film(Shot(name))
        line = Publisher(self._api, Reel(film), loopback=self._loopback)
        return await _connect_or_drop(line, partial(self._api.publish, token, self._session))

    async def _publish_sound(self, language: str, token: str) -> Line:
        film = await self._films.film(Shot(language))
        line = Publisher(self._api, Reel(film), loopback=self._loopback, kinds=("audio",))
        return await _connect_or_drop(
            line, lambda offer: self._api.publish(token, self._session, offer, feed="booth")
        )

    async def _publish_hall(self, reel: Reel) -> Line:
        token = (await self._api.demo_seat("simulated-operator"))["token"]
        line = Publisher(self._api, reel, loopback=self._loopback)
        return await _connect_or_drop(
            line, lambda offer: self._api.publish(token, self._session, offer, feed="hall")
        )

    async def _listen(self, token: str) -> Line:
        line = ListeningLine(self._api, loopback=self._loopback)
        return await _connect_or_drop(
            line, lambda offer: self._api.listen(token, self._session, offer, SLOTS)
        )

    async def _run_ticks(self, stop: asyncio.Event) -> None:
        seen = time.monotonic()
        while not stop.is_set():
            now = time.monotonic()
            if self._first_listener.live:
                seen = now
                for person in self._people:
                    person.tick(self._room, now)
            elif now - seen > GIVE_UP_SECONDS:
                raise RehearsalFailed(f"{self.options.url} has not answered for {GIVE_UP_SECONDS:.0f} s.")
            self.report.most_sockets = max(
                self.report.most_sockets, sum(socket.live for socket in self._sockets)
            )
            if self._coming is not None and self._coming.done():
                self._coming.result()
            await _sleep_unless_stopped(stop, TICK_SECONDS)

    async def _close_everything(self) -> None:
        if self._coming is not None:
            self._coming.cancel()
            await asyncio.gather(self._coming, return_exceptions=True)
        self.report.published = {
            party: media for party, line in self._published.items() if (media := await line.media()).packets
        }
        self.report.listened = {number: await line.media() for number, line in self._listened.items()}
        await asyncio.gather(*(person.close() for person in self._people), return_exceptions=True)


async def _sleep_unless_stopped(stop: asyncio.Event, seconds: float) -> bool:
    """Sleep. Returns True if the rehearsal was stopped meanwhile."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
    return stop.is_set()


async def _connect_or_drop(line: Line, through: Connect) -> Line:
    try:
        await line.connect(through)
    except BaseException:
        await line.drop()
        raise
    return line
