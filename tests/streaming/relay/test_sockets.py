"""The ports of peers, what happens without a free one, and the arrival times of datagrams."""

import os
import re
import socket
import time

import pytest

from streaming.relay import MediaRefusal, Origin, Relay
from streaming.relay.sockets import LONGEST_WAIT, SO_TIMESTAMPNS, TimedSocket
from tests.streaming.relay.peers import FakeListener, until
from tests.support.hall import free_port


def ports(answer: str) -> list[int]:
    """The ports of the first medium, which carries all others."""
    medium = answer.split("m=")[1]
    return [int(port) for port in re.findall(r"a=candidate:\S+ 1 udp \d+ \S+ (\d+)", medium)]


async def test_a_peer_gets_a_port_of_the_range_or_a_refusal() -> None:
    first = free_port()
    span = range(first, first + 3)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", span[1]))
        relay = Relay(["127.0.0.1"], span)
        async with (
            FakeListener(["floor"]) as ana,
            FakeListener(["floor"]) as ben,
            FakeListener(["floor"]) as cleo,
        ):
            answers = [
                await relay.listen("session/1", await listener.offer(), slots=["floor"], origin=Origin())
                for listener in (ana, ben)
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


@pytest.mark.parametrize("address", ["203.0.113.77", "127.0.0.1/203.0.113.77", "2001:db8::77"])
async def test_an_address_of_another_machine_is_told_before_anybody_comes(address: str) -> None:
    with pytest.raises(OSError, match=address.rpartition("/")[2]) as told:
        Relay(["127.0.0.1", address]).check_addresses()
    assert told.value.filename == address.rpartition("/")[2]


async def test_an_address_is_usable_though_its_first_port_is_taken() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        first = other.getsockname()[1]
        Relay(["127.0.0.1", "203.0.113.77/127.0.0.1"], range(first, first + 3)).check_addresses()


async def test_ports_are_taken_in_turn() -> None:
    first = free_port()
    relay = Relay(["127.0.0.1"], range(first, first + 50))
    async with FakeListener(["floor"]) as listener:
        offer = await listener.offer()
        seen = []
        for _ in range(3):
            answer = await relay.listen("session/1", offer, slots=["floor"], origin=Origin())
            seen += ports(answer.sdp)
            await relay.hang_up(answer.resource)
    await relay.close()

    assert seen == sorted(set(seen))
    assert len(seen) == 3


@pytest.mark.real_time
def test_a_datagram_that_is_read_late_has_its_time_of_arrival() -> None:
    with (
        TimedSocket(socket.AF_INET, socket.SOCK_DGRAM) as here,
        socket.socket(type=socket.SOCK_DGRAM) as there,
    ):
        here.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        here.bind(("127.0.0.1", 0))
        there.bind(("127.0.0.1", 0))
        began, came = time.time(), 0.0
        for data in (b"first", b"second"):
            there.sendto(data, here.getsockname())
        ended = time.time()

        for data in (b"first", b"second"):
            before = came
            assert here.recvfrom(1 << 16) == (data, there.getsockname())
            came = here.received_at or 0.0
            assert before <= came
            # The kernel's reading of this clock differs by a few microseconds.
            assert began - 1 < came < ended + 1
        assert here.seconds_waited(came + 0.25) == pytest.approx(0.25)
        assert here.seconds_waited(came - 0.25) == pytest.approx(-0.25)
        assert here.seconds_waited(came + 3600) == LONGEST_WAIT
        assert here.seconds_waited(came - 3600) == 0


@pytest.mark.real_time
def test_without_a_time_of_the_kernel_a_datagram_arrived_now() -> None:
    with (
        TimedSocket(socket.AF_INET, socket.SOCK_DGRAM) as here,
        socket.socket(type=socket.SOCK_DGRAM) as there,
    ):
        here.bind(("127.0.0.1", 0))
        there.sendto(b"data", here.getsockname())

        here.recvfrom(1 << 16)

        assert here.received_at is None
        assert here.seconds_waited(1e9) == 0
