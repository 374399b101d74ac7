"""Two delegations send without a pause while the floor changes: only one of them is heard at a time (FL11)."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest

from foundation.messages.protocol import Done
from streaming.relay import Stage
from streaming.signalling.media import Media
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.conftest import Chair, take
from tests.streaming.signalling.test_disconnect_detector import listens, publishes
from tests.support.tier import THOROUGH

pytestmark = pytest.mark.real_time


ENTRIES_OF_THE_DEMO = 2
TURNS = 12 if THOROUGH else 6


class Voice:
    """A delegation that sends all the time; each of its packets has its name and number."""

    def __init__(self, key: str, delegate: Chair, publisher: FakePublisher) -> None:
        self.key, self.delegate, self._mouth = key, delegate, publisher
        self.source = f"person/{delegate.seat.person}"
        self.said = 0

    async def talk(self) -> None:
        """Send until it is cancelled."""
        while True:
            await self._mouth.say(word=f"{self.key}:{self.said + 1}:".encode())
            self.said += 1
            await asyncio.sleep(0.005)


@dataclass
class Held:
    """The packets with which a voice may be heard in one turn: those after `first`, up to `last`."""

    voice: Voice
    first: int
    last: int = 0

    def has(self, key: str, number: int) -> bool:
        return key == self.voice.key and self.first < number <= self.last


class Room:
    """A session with its chair, two voices and one listener."""

    def __init__(self, stage: Stage, chair: Chair, listener: FakeListener, voices: list[Voice]) -> None:
        self.stage, self.chair, self.listener, self.voices = stage, chair, listener, voices
        self.turns: list[Held] = []

    async def gives(self, voice: Voice) -> Held:
        """Let the party ask, and give it the floor."""
        assert isinstance(await voice.delegate.do(type="floor.inscribe"), Done)
        held = Held(voice, voice.said)
        self.turns.append(held)
        entry, token = str(ENTRIES_OF_THE_DEMO + len(self.turns)), len(self.turns) - 1
        granted = await self.chair.do(type="floor.grant", entry=entry, token=token, confirmed=True)
        assert isinstance(granted, Done), granted
        return held

    async def revokes(self) -> None:
        assert isinstance(await self.chair.do(type="floor.revoke", token=len(self.turns)), Done)

    async def gone(self, held: Held) -> None:
        """Wait until its source is out of the slot: none of its later packets may be heard."""
        await until(lambda: self.stage.slots.get("floor") != held.voice.source)
        held.last = held.voice.said + 1  # this one may be on its way

    def heard(self) -> list[tuple[str, int]]:
        """The names and numbers of the packets that the listener got, in order of arrival."""
        words = [
            packet.payload.decode(errors="replace").split(":")
            for packet in self.listener.heard("floor", "audio")
        ]
        return [(word[0], int(word[1])) for word in words]

    async def hears(self, held: Held) -> None:
        """Wait until it is heard in this turn."""
        await until(lambda: any(key == held.voice.key and n > held.first for key, n in self.heard()))


@pytest.fixture
async def room(demo: str, media: Media, peers: AsyncExitStack, chair: Chair) -> AsyncIterator[Room]:
    voices = [
        Voice(key, Chair(demo, await take(key)), await publishes(peers, demo, key))
        for key in ("fiji", "chile")
    ]
    listener = await listens(peers, demo)
    talking = [asyncio.create_task(voice.talk()) for voice in voices]
    yield Room(media.relay.stage(f"session/{demo}"), chair, listener, voices)
    for task in talking:
        task.cancel()
    await asyncio.gather(*talking, return_exceptions=True)


async def test_FL11_only_the_holder_is_heard_and_never_two_at_once(room: Room) -> None:
    for number, voice in zip(range(TURNS), itertools.cycle(room.voices)):
        held = await room.gives(voice)
        if len(room.turns) > 1 and room.turns[-2].last == 0:
            await room.gone(room.turns[-2])
        if number % 3 != 1:
            await room.hears(held)
        if number % 3 != 0:  # otherwise the next grant ends it
            await room.revokes()
            await room.gone(held)
    turns = [[t.has(*packet) for t in room.turns].index(True) for packet in room.heard()]
    assert turns == sorted(turns)
    assert {n for n in range(TURNS) if n % 3 != 1} <= set(turns)


@pytest.mark.thorough
async def test_FL11_after_grants_in_quick_succession_only_the_last_holder_is_heard(
    room: Room,
) -> None:
    for _, voice in zip(range(8), itertools.cycle(room.voices)):
        held = await room.gives(voice)
    await until(lambda: room.stage.slots.get("floor") == held.voice.source)
    await room.hears(held)
    former = room.turns[-2]
    former.last = former.voice.said
    heard: set[str] = set()
    # The slot may be that of its turn before, while the turn between is still to come.
    while heard != {held.voice.key}:
        more, so_far = former.voice.said + 20, len(room.heard())
        assert more < former.last + 2000
        await until(lambda more=more: former.voice.said > more)
        heard = {key for key, _ in room.heard()[so_far:]}
    runs = [key for key, _ in itertools.groupby(room.heard(), lambda packet: packet[0])]
    assert len(runs) <= len(room.turns)
