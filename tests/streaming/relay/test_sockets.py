"""Which ports peers get, and what happens where none is left."""

import os
import re
import socket

import pytest

from streaming.relay import MediaRefusal, Origin, Relay
from tests.streaming.relay.peers import Ear, until
from tests.support.hall import free_port


def ports(answer: str) -> list[int]:
    """Of the first medium, on which all others are."""
    medium = answer.split("m=")[1]
    return [int(port) for port in re.findall(r"a=candidate:\S+ 1 udp \d+ \S+ (\d+)", medium)]


async def test_a_peer_gets_a_port_of_the_range_or_a_refusal() -> None:
    first = free_port()
    span = range(first, first + 3)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", span[1]))
        relay = Relay(["127.0.0.1"], span)
        async with Ear(["floor"]) as ana, Ear(["floor"]) as ben, Ear(["floor"]) as cleo:
            answers = [
                await relay.listen("session/1", await ear.offer(), slots=["floor"], origin=Origin())
                for ear in (ana, ben)
            ]
            assert [ports(answer.sdp) for answer in answers] == [[span[0]], [span[2]]]
            await ana.accept(answers[0])
            offer, files = await cleo.offer(), len(os.listdir("/proc/self/fd"))
            with pytest.raises(MediaRefusal) as refused:
                await relay.listen("session/1", offer, slots=["floor"], origin=Origin())
            assert refused.value.code == "media.no_port"
            assert len(relay.stage("session/1").listeners) == 2
            await until(lambda: len(os.listdir("/proc/self/fd")) == files)

            await relay.hang_up(answers[1].resource)
            again = await relay.listen("session/1", offer, slots=["floor"], origin=Origin())
            assert ports(again.sdp) == [span[2]]
            await cleo.accept(again)
        await relay.close()


async def test_ports_are_taken_in_turn() -> None:
    first = free_port()
    relay = Relay(["127.0.0.1"], range(first, first + 50))
    async with Ear(["floor"]) as ear:
        offer = await ear.offer()
        seen = []
        for _ in range(3):
            answer = await relay.listen("session/1", offer, slots=["floor"], origin=Origin())
            seen += ports(answer.sdp)
            await relay.hang_up(answer.resource)
    await relay.close()

    assert seen == sorted(set(seen))
    assert len(seen) == 3
