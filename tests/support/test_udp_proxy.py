"""The simulated network is exactly as poor as its settings say."""

import asyncio
import random

import pytest

from tests.streaming.relay.peers import until
from tests.support.udp_proxy import DatagramPath, UdpProxy
from tests.support.virtual_time import VirtualLoop


def rtp(number: int, size: int = 100) -> bytes:
    return bytes((0x80, 111)) + number.to_bytes(2, "big") + bytes(4) + b"ssrc" + bytes(size - 12)


async def test_it_drops_a_share_and_counts_what_arrived_in_the_end() -> None:
    way, came = DatagramPath(random.Random(1), 0.05, 0.0, None), list[bytes]()
    for number in range(2000):
        way.carry(rtp(number), came.append)

    (stream,) = way.streams.values()
    assert 1860 < len(came) < 1940
    assert stream.missing == len(stream.lost) / 2000 == (2000 - len(came)) / 2000
    way.loss = 0.0
    for number in stream.lost:
        way.carry(rtp(number), came.append)
    assert (stream.resent, stream.missing) == (stream.lost, 0.0)


async def test_it_delays_and_reorders() -> None:
    way, came = DatagramPath(random.Random(1), 0.0, 0.02, None), list[bytes]()
    for number in range(100):
        way.carry(rtp(number), came.append)

    assert not came
    await until(lambda: len(came) == 100)
    assert came != sorted(came)


def test_it_limits_the_rate_and_drops_what_waits_too_long() -> None:
    async def carry() -> None:
        way, came = DatagramPath(random.Random(1), 0.0, 0.0, 1_000_000), list[bytes]()
        way.queue = 0.105
        began = asyncio.get_running_loop().time()
        for number in range(200):
            way.carry(rtp(number, 1250), came.append)

        # 1,250 octets take 10 ms: ten wait for 0.1 s, and one is on its way.
        await until(lambda: len(came) == 11, every=0.001)
        assert asyncio.get_running_loop().time() - began == pytest.approx(0.11, abs=0.002)
        (stream,) = way.streams.values()
        assert stream.arrived == set(range(11))

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(carry())


async def test_all_between_a_peer_and_its_candidate_passes_it() -> None:
    loop, heard = asyncio.get_running_loop(), list[bytes]()

    class Echo(asyncio.DatagramProtocol):
        def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
            self.transport = transport

        def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
            self.transport.sendto(data, addr)

    class Hear(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
            heard.append(data)

    far, _ = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    port = far.get_extra_info("sockname")[1]
    async with UdpProxy() as proxy:
        answer = await proxy.answer_through_proxy(f"a=candidate:1 1 udp 99 127.0.0.1 {port} typ host\r\n")
        mine = int(answer.split()[5])
        near, _ = await loop.create_datagram_endpoint(Hear, remote_addr=("127.0.0.1", mine))
        await until(lambda: heard, during=lambda: near.sendto(rtp(7)))
        near.close()
    far.close()

    assert mine != port
    assert heard[0] == rtp(7)
