"""A poor network between a WebRTC peer and the relay: it drops, delays, reorders and queues datagrams.

Tests and benchmarks share it. Each way has settings of its own, which may change at any time:

    async with UdpProxy(loss=0.05, jitter=0.05) as proxy:
        await peer.accept(await proxy.between(answer))   # the SDP answer, its candidate now the proxy's
        proxy.down.rate = 300_000

The relay reads no candidates of an offer, and the peer knows only the proxy's port. So all packets pass here.
"""

import asyncio
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

Address = tuple[str, int]
_CANDIDATE = re.compile(r"(a=candidate:\S+ \d+ udp \d+ )(\S+) (\d+)( typ host)", re.I)


@dataclass
class Stream:
    """The sent and the received packets of one SSRC, by 16-bit sequence number: at most 65,536 packets."""

    sent: set[int] = field(default_factory=set)
    arrived: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    """The numbers of which one copy or more was dropped here."""

    @property
    def resent(self) -> set[int]:
        """The numbers that were dropped and arrived later, because they were sent again under the same number."""
        return self.lost & self.arrived

    @property
    def missing(self) -> float:
        """The fraction that never arrived."""
        return len(self.sent - self.arrived) / len(self.sent) if self.sent else 0.0


class DatagramPath:
    """One direction. `loss` is a fraction; `delay` and `jitter` are the least and the additional seconds of delay.

    `rate` is in bits a second, None without a limit. A datagram that would wait over `queue` seconds is dropped.
    """

    def __init__(self, dice: random.Random, loss: float, jitter: float, rate: float | None) -> None:
        self.loss, self.jitter, self.rate = loss, jitter, rate
        self.delay, self.queue = 0.0, 0.3
        self.octets = 0
        self.streams: dict[int, Stream] = {}
        self._dice = dice
        self._free_at = 0.0
        self._loop = asyncio.get_running_loop()

    def carry(self, data: bytes, send: Callable[[bytes], None]) -> None:
        """Drop a datagram, or send it after its delay."""
        lost = self._dice.random() < self.loss
        wait = self._seconds_until_sent(len(data))
        self._note(data, came=not lost and wait is not None)
        if lost or wait is None:
            return
        wait += self.delay + self._dice.random() * self.jitter
        if wait:
            self._loop.call_later(wait, send, data)
        else:
            send(data)

    def _seconds_until_sent(self, octets: int) -> float | None:
        """Seconds until it has been sent at this rate; None if the queue is full."""
        if self.rate is None:
            return 0.0
        now = self._loop.time()
        wait = max(0.0, self._free_at - now)
        if wait > self.queue:
            return None
        self._free_at = now + wait + octets * 8 / self.rate
        return self._free_at - now

    def _note(self, data: bytes, *, came: bool) -> None:
        self.octets += len(data) if came else 0
        if len(data) < 12 or not 128 <= data[0] < 192 or 192 <= data[1] < 224:
            return
        stream = self.streams.setdefault(int.from_bytes(data[8:12], "big"), Stream())
        number = int.from_bytes(data[2:4], "big")
        stream.sent.add(number)
        (stream.arrived if came else stream.lost).add(number)


class _Socket(asyncio.DatagramProtocol):
    def __init__(self, took: Callable[[bytes, Address], None]) -> None:
        self._took = took

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self._took(data, addr)

    def error_received(self, exc: OSError) -> None:
        """Ignore that a peer is gone."""


class UdpProxy:
    """Stands before one peer's candidate of the relay; an asynchronous context manager.

    The losses depend only on the seed.
    """

    def __init__(
        self, *, loss: float = 0.0, jitter: float = 0.0, rate: float | None = None, seed: int = 1
    ) -> None:
        self._settings = (loss, jitter, rate)
        self._dice = random.Random(seed)
        self._near: asyncio.DatagramTransport | None = None
        self._far: dict[Address, asyncio.DatagramTransport] = {}
        self._opening: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self.up, self.down = (DatagramPath(self._dice, *self._settings) for _ in range(2))
        return self

    async def __aexit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*self._opening)
        for transport in [self._near, *self._far.values()]:
            if transport is not None:
                transport.close()
        await asyncio.sleep(0)

    async def answer_through_proxy(self, answer: str) -> str:
        """The answer, with this proxy as its only candidate. The relay must have one address."""
        ((_, host, port, _),) = {found.groups() for found in _CANDIDATE.finditer(answer)}
        self._relay = (host, int(port))
        self._near, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: _Socket(self._take), local_addr=("127.0.0.1", 0)
        )
        mine = self._near.get_extra_info("sockname")[1]
        return _CANDIDATE.sub(rf"\g<1>127.0.0.1 {mine}\4", answer)

    def _take(self, data: bytes, peer: Address) -> None:
        far = self._far.get(peer)
        if far is not None:
            self.up.carry(data, _to(far, self._relay))
            return
        # Each address of a peer gets a socket, because the relay must tell them apart. A first check is sent again.
        opening = asyncio.create_task(self._open(peer))
        self._opening.add(opening)
        opening.add_done_callback(self._opening.discard)

    async def _open(self, peer: Address) -> None:
        near = self._near
        assert near is not None
        back = _to(near, peer)
        far, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: _Socket(lambda data, _: self.down.carry(data, back)), local_addr=("127.0.0.1", 0)
        )
        if peer in self._far:
            far.close()
        else:
            self._far[peer] = far


def _to(transport: asyncio.DatagramTransport, address: Address) -> Callable[[bytes], None]:
    def send(data: bytes) -> None:
        if not transport.is_closing():
            transport.sendto(data, address)

    return send
