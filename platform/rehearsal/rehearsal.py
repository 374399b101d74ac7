"""The whole of a rehearsal: takes its seats, fills the room, and lets everyone act until it is told to stop."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from yarl import URL

from rehearsal.chair import Chair
from rehearsal.delegation import Delegation, Part
from rehearsal.doors import Doors, DoorShut
from rehearsal.lines import SLOTS, Ear, Publisher
from rehearsal.listener import Listener, Listening
from rehearsal.plan import Plan
from rehearsal.players import ChairPlayer, DelegationPlayer, ListenerPlayer, Player
from rehearsal.report import Report
from rehearsal.room import Entity, Room, Stream
from rehearsal.stock import Stock
from rehearsal.wire import Wire

TICK_SECONDS = 0.5
GIVE_UP_SECONDS = 120.0
"""How long it waits for a Balai that does not answer."""

SEATS_AT_ONCE = 500
CONNECTS_A_SECOND = 100
CONFERENCE_KINDS = ("participant", "party", "session")
MINE_ALONE: tuple[str, ...] = ()


class RehearsalFailed(Exception):
    """It cannot begin or go on; the sentence says why and what to do."""


@dataclass(frozen=True)
class Options:
    """What the command was asked for. Without `seat_token` it is the demo's rehearsal, with a chair."""

    url: str
    films: Path
    plan: Plan = field(default_factory=Plan)
    seat_token: str = ""
    session: str = ""
    delegations: int = 30
    audience: int = 24
    listening: int = 0
    seed: int = 2021


class Rehearsal:
    """`say` is told in a sentence what happens; `progress` how many of how many have come."""

    def __init__(
        self, options: Options, say: Callable[[str], None], progress: Callable[[int, int], None]
    ) -> None:
        self.options, self.report = options, Report()
        self._say, self._progress = say, progress
        self._dice = Random(options.seed)
        self._players: list[Player] = []
        self._delegations: list[DelegationPlayer] = []
        self._ears: list[Ear] = []
        self._wires: list[Wire] = []
        self._background: set[asyncio.Task[None]] = set()
        self._loopback = (URL(options.url).host or "") in ("127.0.0.1", "localhost", "::1")

    async def run(self, stop: asyncio.Event) -> None:
        """Fill the room and stay in it until `stop` is set. Raises `RehearsalFailed`."""
        began = time.monotonic()
        connector = TCPConnector(limit=0)
        async with ClientSession(connector=connector, timeout=ClientTimeout(total=30)) as http:
            self._doors = Doors(http, self.options.url)
            self._stock = Stock(self.options.films)
            try:
                await self._enter(stop)
                await self._play(stop)
            except DoorShut as shut:
                raise RehearsalFailed(f"{self.options.url} refused: {shut} ({shut.code})") from None
            finally:
                self.report.seconds = time.monotonic() - began
                await self._leave()

    async def _enter(self, stop: asyncio.Event) -> None:
        await self._find(stop)
        await self._send_lookout(stop)
        self._stage_chair()
        await self._seat_delegations()
        self._spawn(self._seat_audience(stop))

    async def _find(self, stop: asyncio.Event) -> None:
        """The session, and the seat that gives the others theirs."""
        self._offered: frozenset[str] = frozenset()
        self._session = self.options.session
        if self.options.seat_token:
            self._bearer = self.options.seat_token
            return
        demo = await self._answers(stop)
        self._session = str(demo["session"])
        self._offered = frozenset(seat["party"] for seat in demo["seats"] if seat["party"])
        self._bearer = await self._chair_seat()

    async def _chair_seat(self) -> str:
        """The simulated chair's, by the demo's public door."""
        return str((await self._doors.demo_seat("simulated-chair"))["token"])

    async def _answers(self, stop: asyncio.Event) -> dict[str, Any]:
        """What the demo offers, once the server is up."""
        end = time.monotonic() + GIVE_UP_SECONDS
        while not stop.is_set():
            try:
                return await self._doors.demo()
            except (ClientError, OSError):
                if time.monotonic() > end:
                    break
            await asyncio.sleep(0.3)
        raise RehearsalFailed(f"Nothing answers at {self.options.url}. Start Balai first.")

    @property
    def _stream(self) -> str:
        return f"session/{self._session}"

    async def _send_lookout(self, stop: asyncio.Event) -> None:
        """The first listener reads everything that everyone sees; the brains look through its eyes."""
        (seat,) = await self._doors.simulated(self._bearer, [], 1, 1)
        self._conference = f"conference/{seat['seat']['conference']}"
        self._room = Room(self._session, Stream(CONFERENCE_KINDS), Stream())
        self._lookout = self._wire(seat["token"], partial(self._again, [], 1))
        self._lookout.streams = {self._conference: self._room.conference, self._stream: self._room.session}
        self._add_listener(0, self._lookout)
        self._lookout.open()
        await self._room_known(stop)

    async def _room_known(self, stop: asyncio.Event) -> None:
        end = time.monotonic() + GIVE_UP_SECONDS
        while not self._lookout.live:
            if stop.is_set() or time.monotonic() > end:
                raise RehearsalFailed(f"The socket of {self.options.url} gives no picture of the session.")
            await asyncio.sleep(0.05)

    def _stage_chair(self) -> None:
        if self.options.seat_token:
            return
        room = Room(self._session, Stream(CONFERENCE_KINDS), Stream())
        wire = self._wire(self._bearer, self._chair_seat)
        wire.streams = {self._conference: room.conference, self._stream: room.session}
        chair = Chair(self.options.plan)
        self._players.append(ChairPlayer(chair, wire, room, self._stream, self._say))

    async def _seat_delegations(self) -> None:
        parties = order_of_arrival(list(self._room.parties.values()), self._offered, self._dice)
        parties = parties[: self.options.delegations]
        if not parties:
            return
        seats = await self._doors.simulated(self._bearer, [party["id"] for party in parties], 1, 0)
        for part, party, seat in zip(
            parts(parties, seats, self._offered, self.options.plan), parties, seats, strict=True
        ):
            brain = Delegation(part, self.options.plan, Random(self._dice.random()))
            wire = self._wire(seat["token"], partial(self._again, [party["id"]], 1))
            wire.streams = {self._stream: Stream(MINE_ALONE)}
            publish = partial(self._publish, party["name"].get("en") or party["code"])
            player = DelegationPlayer(brain, wire, self._stream, publish, self.report)
            self._delegations.append(player)
            self._players.append(player)
        self._say(f"{len(parties)} simulated delegations come in.")

    async def _seat_audience(self, stop: asyncio.Event) -> None:
        """Number 1 is the lookout; the others come at a pace that a door can take."""
        wanted = self.options.audience
        for first in range(2, wanted + 1, SEATS_AT_ONCE):
            count = min(SEATS_AT_ONCE, wanted - first + 1)
            seats = await self._doors.simulated(self._bearer, [], first, count)
            for number, seat in enumerate(seats, first):
                if stop.is_set():
                    return
                wire = self._wire(seat["token"], partial(self._again, [], number))
                wire.streams = {self._stream: Stream(MINE_ALONE)}
                self._add_listener(number - 1, wire)
                wire.open()
                self._progress(number, wanted)
                await asyncio.sleep(1 / CONNECTS_A_SECOND)
        for number in range(self.options.listening):
            await self._listen(number)

    async def _listen(self, number: int) -> None:
        ear = Ear(self._doors, loopback=self._loopback)
        self._ears.append(ear)
        self.report.listened[str(number)] = ear.heard
        token = self._wires[number % len(self._wires)].token
        await ear.connect(lambda offer: self._doors.listen(token, self._session, offer, SLOTS))

    def _add_listener(self, number: int, wire: Wire) -> None:
        part = Listening(number, max(1, self.options.audience))
        brain = Listener(part, self.options.plan, Random(self._dice.random()))
        self._players.append(ListenerPlayer(brain, wire, self._stream))

    def _wire(self, token: str, again: Callable[[], Any]) -> Wire:
        wire = Wire(self._doors, self.report, Random(self._dice.random()), token, again)
        self._wires.append(wire)
        return wire

    async def _again(self, parties: list[str], number: int) -> str:
        """A fresh token of a seat whose own was refused."""
        if not self.options.seat_token:
            self._bearer = await self._chair_seat()
        seats = await self._doors.simulated(self._bearer, parties, number, 0 if parties else 1)
        return str(seats[0]["token"])

    async def _publish(self, name: str, token: str) -> Publisher:
        film = await self._stock.film(name)
        publisher = Publisher(self._doors, film, loopback=self._loopback)
        try:
            await publisher.connect(partial(self._doors.publish, token, self._session))
        except BaseException:
            await publisher.drop()
            raise
        return publisher

    async def _play(self, stop: asyncio.Event) -> None:
        seen = time.monotonic()
        while not stop.is_set():
            now = time.monotonic()
            if self._lookout.live:
                seen = now
                for player in self._players:
                    player.tick(self._room, now)
            elif now - seen > GIVE_UP_SECONDS:
                raise RehearsalFailed(f"{self.options.url} has not answered for {GIVE_UP_SECONDS:.0f} s.")
            self.report.most_sockets = max(self.report.most_sockets, sum(wire.live for wire in self._wires))
            try:
                await asyncio.wait_for(stop.wait(), TICK_SECONDS)
            except TimeoutError:
                continue

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _leave(self) -> None:
        for task in list(self._background):
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await asyncio.gather(*(player.count() for player in self._delegations), return_exceptions=True)
        closing: Sequence[Any] = [*self._ears, *self._players]
        await asyncio.gather(*(one.close() for one in closing), return_exceptions=True)


def order_of_arrival(parties: list[Entity], offered: frozenset[str], dice: Random) -> list[Entity]:
    """Four remote parties for each one in the hall, in a drawn order; those whose seat is on offer come last."""
    drawn = sorted(parties, key=lambda party: int(party["id"]))
    dice.shuffle(drawn)
    own = [party for party in drawn if party["id"] not in offered]
    remote = [party for party in own if party["place"] == "remote"]
    hall = [party for party in own if party["place"] == "hall"]
    mixed: list[Entity] = []
    while remote or hall:
        mixed += remote[:4] + hall[:1]
        remote, hall = remote[4:], hall[1:]
    return mixed + [party for party in drawn if party["id"] in offered]


def parts(
    parties: list[Entity], seats: list[dict[str, Any]], offered: frozenset[str], plan: Plan
) -> list[Part]:
    """Who is who. The habits fall on remote parties that come early: on deck they are seen."""
    remote = [party["id"] for party in parties if party["place"] == "remote" and party["id"] not in offered]
    late, drops = remote[3 : 3 + plan.late], remote[2 : 2 + 4 * plan.drops : 4]
    return [
        Part(
            party=party["id"],
            participant=seat["seat"]["participant"],
            place=party["place"],
            rank=rank,
            asks=party["id"] not in offered,
            late=party["id"] in late,
            drops=party["id"] in drops,
        )
        for rank, (party, seat) in enumerate(zip(parties, seats, strict=True))
    ]
