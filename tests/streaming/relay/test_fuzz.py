"""Thousands of mutated datagrams and offers against a live relay: no crash, no growth, no lost packets."""

import asyncio
import gc
import hmac
import logging
import os
import random
import socket
import traceback
from collections.abc import Iterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pylibsrtp
import pytest
from aiortc import RTCSessionDescription

from streaming.relay import MediaRefusal, Origin, Relay, admission, history
from streaming.relay.listener import Listener
from streaming.relay.publisher import Publisher
from tests.streaming.relay import mutations
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.mutations import Mutator
from tests.streaming.relay.peers import FakeListener, FakePublisher, Peer, until
from tests.streaming.relay.test_admission import attribute
from tests.streaming.relay.test_transport import port_of

DATAGRAMS, OFFERS = 2_400, 100
BREATH = 40
"""Datagrams sent before all others get their turn."""
MAX_GROWTH_KB = 16 * 1024
KEPT_KB = 1.2
"""Kilobytes that the test itself keeps of each packet that its listeners get."""
SLOTS = ["floor", "panel-1", "panel-2"]
EXPECTED = "A datagram could not be read; more of this peer are only counted"

pytestmark = pytest.mark.real_time


class Seen(logging.Handler):
    """Unexpected log records, and exceptions of the loop."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.getMessage() != EXPECTED:
            self.messages.append(self.format(record))

    def loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """The loop's exception handler."""
        trace = traceback.format_exception(context["exception"]) if "exception" in context else []
        self.messages.append("".join((repr(context), *trace)))


@pytest.fixture
def seen() -> Iterator[Seen]:
    handler = Seen()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def record(peer: Peer) -> list[bytes]:
    """Record all that a peer sends from now on."""
    sent: list[bytes] = []
    for protocol in peer.dtls.transport._connection._protocols:
        transport, send = protocol.transport, protocol.transport.sendto

        def note(data: bytes, address: Any = None, send: Any = send) -> None:
            sent.append(bytes(data))
            send(data, address)

        transport.sendto = note
    return sent


def resident_kb() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


class Attack:
    """The input of strangers and of two admitted peers: Mallory publishes, Trudy listens."""

    def __init__(
        self,
        seed: int,
        relay: Relay,
        mallory: FakePublisher,
        ben: FakePublisher,
        trudy: FakeListener,
        ports: list[int],
    ) -> None:
        self.mutator = Mutator(seed)
        self.random = self.mutator.random
        self.relay, self.mallory, self.ben, self.trudy, self.ports = relay, mallory, ben, trudy, ports
        self.numbers: dict[int, int] = {}
        self.captured: list[bytes] = []
        self.protected = self.reached = 0
        for peer in (mallory, ben, trudy):
            self._count(relay._resources[peer.resource].owner)
        self.ways = (
            self.by_strangers,
            self.by_wire,
            self.in_media,
            self.in_media,
            self.in_reports,
            self.in_checks,
        )

    def _count(self, owner: Any) -> None:
        """Count how much of its input reaches a parser."""
        for name in ("received", "received_rtcp"):
            if (take := getattr(owner, name)) is not None:

                def counted(packet: bytes, now: float, take: Any = take) -> None:
                    self.reached += 1
                    take(packet, now)

                setattr(owner, name, counted)

    async def one(self) -> None:
        """Send one datagram, in a random way."""
        await self.random.choice(self.ways)()

    async def by_strangers(self) -> None:
        data = self.mutator.mutate(self.random.choice(self.captured))
        self.stranger.sendto(data, ("127.0.0.1", self.random.choice(self.ports)))

    async def by_wire(self) -> None:
        """Send mutated bytes from the right address."""
        peer: Peer = self.random.choice((self.mallory, self.trudy))
        await peer.dtls.transport._send(self.mutator.mutate(self.random.choice(self.captured)))

    async def in_media(self) -> None:
        """Send mutated packets with the right keys, which reach the parsers behind the decryption."""
        peer = self.random.choice((self.mallory, self.ben))
        kind = self.random.choice(("audio", "video"))
        codec = "opus" if kind == "audio" else peer.codec
        payloads = {"opus": mutations.SOUNDS, "VP8": mutations.PICTURES, "H264": mutations.UNITS}[codec]
        payload_type = peer.payload_type(kind, codec)
        ssrc = peer.ssrc(kind)
        if kind == "video" and self.random.random() < 0.2:
            payload_type, ssrc = peer.payload_type(kind, "rtx"), peer.transceivers(kind)[0].sender._rtx_ssrc
        number = self.numbers.get(ssrc, 0) + self.random.choice((1, 1, 1, 1, 2, 5, 300))
        extension = self.random.choice(mutations.EXTENSIONS)
        payload = self.random.choice(payloads)
        whole = mutations.rtp(payload_type, ssrc, number, number * 960, payload, extension)
        mutated = self.mutator.mutate(whole, keep=self.random.choice((12, 12, 12, 4, 2, 1, 0)))
        # Packets of too many streams, or with old numbers, would not reach a parser.
        if self.random.random() < 0.99:
            mutated = mutated[:8] + whole[8:12] + mutated[12:]
        if self.random.random() < 0.99:
            mutated = mutated[:2] + whole[2:4] + mutated[4:]
        self.numbers[ssrc] = int.from_bytes(mutated[2:4], "big")
        await self._protected(peer, mutated, rtcp=False)

    async def in_reports(self) -> None:
        peer = self.random.choice((self.mallory, self.trudy))
        if peer is self.trudy:
            theirs = [ssrc for pair in self.trudy.ssrcs.values() for ssrc in pair]
        else:
            theirs = [self.mallory.ssrc("audio"), self.mallory.ssrc("video")]
        own = peer.ssrc("audio") if peer is self.mallory else 1
        lost = sorted({packet.sequence_number for packet in self.trudy.packets[-30:]})
        whole = self.random.choice(mutations.reports(own, theirs, lost))
        await self._protected(peer, self.mutator.mutate(whole, keep=self.random.choice((8, 4, 2))), rtcp=True)

    async def in_checks(self) -> None:
        """Send mutated STUN with the right password."""
        known = self.random.choice(list(self.relay._resources.values()))
        peer = known.owner.peer
        body = (
            attribute(0x0006, peer._user + b"them")
            + attribute(0x0024, bytes(4))
            + attribute(0x802A, bytes(8))
        )
        body = self.mutator.mutate(body, keep=self.random.choice((0, 12)))
        body += bytes(-len(body) % 4)
        head = b"\x00" + self.random.choice((b"\x01", b"\x01", b"\x03", b"\x04"))
        head += (len(body) + 24).to_bytes(2, "big") + b"\x21\x12\xa4\x42" + self.random.randbytes(12) + body
        data = head + attribute(0x0008, hmac.digest(peer._key, head, "sha1"))
        port = peer._ice._protocols[0].local_candidate.port
        self.stranger.sendto(data, ("127.0.0.1", port))

    async def _protected(self, peer: Peer, data: bytes, *, rtcp: bool) -> None:
        session = peer.dtls._tx_srtp
        try:
            data = session.protect_rtcp(data) if rtcp else session.protect(data)
        except (pylibsrtp.Error, TypeError):
            return  # no library would send it: it is shorter than its length field says
        self.protected += 1
        await peer.dtls.transport._send(data)

    def __enter__(self) -> "Attack":
        self.stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        return self

    def __exit__(self, *exc: object) -> None:
        self.stranger.close()


def sizes(relay: Relay) -> dict[str, int]:
    """By name, the largest size over all peers of each thing that a peer could make grow."""
    found: dict[str, int] = {}

    def note(name: str, size: int) -> None:
        found[name] = max(found.get(name, 0), size)

    for known in relay._resources.values():
        peer = known.owner.peer
        note("addresses", len(peer._checked))
        note("candidates", len(peer._ice._remote_candidates))
        note("pairs", len(peer._ice._check_list))
        note("streams", len(peer._streams._known))
        note("waiting", peer._ice._queue.qsize())
        if isinstance(known.owner, Publisher):
            for track in known.owner.tracks:
                note("missing", len(track.gaps))
                note("pending", len(track._pending))
        if isinstance(known.owner, Listener):
            for sender in known.owner.senders:
                note("repairs", len(sender._retransmissions._again_at))
    return found


MOST = {
    "addresses": admission.MAX_ADDRESSES,
    "candidates": admission.MAX_ADDRESSES,
    "pairs": admission.MAX_ADDRESSES,
    "streams": admission.MAX_STREAMS,
    "waiting": admission.MAX_WAITING,
    "missing": history.Gaps.MOST,
    "pending": 0,
    "repairs": 512,
}


async def offend(attack: Attack, relay: Relay, offer: str) -> None:
    """Send a mutated offer: it is answered or refused, and what was answered is hung up."""
    text = attack.mutator.text(offer)
    try:
        if "a=recvonly" in offer:
            answer = await relay.listen("session/1", text, slots=["floor"], origin=Origin())
        else:
            answer = await relay.publish("session/1", text, source="eve", origin=Origin("eve"))
    except MediaRefusal:
        return
    await relay.hang_up(answer.resource)


async def run(
    seed: int,
    relay: Relay,
    publish: Publish,
    listen: Listen,
    peers: AsyncExitStack,
    seen: Seen,
    rounds: int = 1,
) -> None:
    """Run one seed's attack, `rounds` times as long."""
    asyncio.get_running_loop().set_exception_handler(seen.loop)
    stage = relay.stage("session/1")
    for slot, source in zip(SLOTS, ("ana", "mallory", "ben"), strict=True):
        stage.assign(slot, source)
    ana, mallory, ben = await publish("ana"), await publish("mallory"), await publish("ben", codec="H264")
    viewer, trudy = await listen(SLOTS), await listen(SLOTS)
    await until(lambda: viewer.heard("floor", "audio"), during=ana.say)
    await until(lambda: viewer.heard("floor", "video"), during=lambda: ana.show(key=True))
    attack = Attack(
        seed, relay, mallory, ben, trudy, [port_of(peer) for peer in (ana, mallory, ben, viewer, trudy)]
    )
    attack.captured += await capture(relay, peers)
    offers = [
        await (await peers.enter_async_context(peer)).offer()
        for peer in (FakePublisher(), FakeListener(["floor"]))
    ]
    before_sound, before_picture = len(viewer.heard("floor", "audio")), len(viewer.heard("floor", "video"))
    sounds = pictures = 0
    memory = 0.0
    with attack:
        for number in range(DATAGRAMS * rounds):
            await attack.one()
            if number % BREATH == 0:
                await ana.say()
                await ana.show(key=number % (BREATH * 20) == 0)
                sounds, pictures = sounds + 1, pictures + 3
                await until(partial(has_received, viewer, before_sound + sounds))
            if number % (DATAGRAMS // OFFERS) == 0:
                await offend(attack, relay, attack.random.choice(offers))
            if number == DATAGRAMS // 3:
                gc.collect()
                memory, tasks, files = (
                    resident_kb() - KEPT_KB * len(viewer.packets + trudy.packets),
                    len(asyncio.all_tasks()),
                    len(os.listdir("/proc/self/fd")),
                )
    await until(lambda: len(viewer.heard("floor", "video")) - before_picture >= pictures)
    await until(lambda: len(asyncio.all_tasks()) <= tasks)
    for _ in range(3):
        gc.collect()
        await asyncio.sleep(0)

    assert "\n".join(seen.messages) == ""
    assert len(os.listdir("/proc/self/fd")) <= files
    kept = KEPT_KB * len(viewer.packets + trudy.packets)
    assert resident_kb() - kept - memory < MAX_GROWTH_KB
    grown = {name: size for name, size in sizes(relay).items() if size > MOST[name]}
    assert grown == {}
    heard = [ana.origin_of(packet) for packet in viewer.heard("floor", "audio")[before_sound:]]
    assert [packet.sequence_number for packet in heard] == [
        (heard[0].sequence_number + at) & 0xFFFF for at in range(sounds)
    ]
    assert {name for name, source in stage.sources.items() if source.connected} == {"ana", "mallory", "ben"}
    assert attack.reached > attack.protected / 2 > DATAGRAMS * rounds / 8


def has_received(viewer: FakeListener, number: int) -> bool:
    """Whether this many packets of the floor's sound have arrived."""
    return len(viewer.heard("floor", "audio")) >= number


async def capture(relay: Relay, peers: AsyncExitStack) -> list[bytes]:
    """The datagrams of two peers that connect, send, and report losses."""
    speaker, viewer = (
        await peers.enter_async_context(FakePublisher()),
        await peers.enter_async_context(FakeListener(["floor"])),
    )
    offers = [await peer.offer() for peer in (speaker, viewer)]
    sent = [record(peer) for peer in (speaker, viewer)]
    answer = await relay.publish("session/1", offers[0], source="cleo", origin=Origin("cleo"))
    await speaker.accept(answer)
    heard = await relay.listen("session/1", offers[1], slots=["floor"], origin=Origin())
    await viewer.accept(heard)
    for _ in range(5):
        await speaker.say()
        await speaker.show(key=True)
    await speaker.report("audio", 1 << 40, 960)
    await viewer.ask_for_keyframe("floor")
    await viewer.ask_again("floor", [1, 2, 3])
    await relay.hang_up(answer.resource)
    await relay.hang_up(heard.resource)
    return [data for each in sent for data in each]


@pytest.mark.thorough
async def test_handshakes_that_are_mutated_end_without_a_trace(
    relay: Relay, publish: Publish, peers: AsyncExitStack, seen: Seen
) -> None:
    asyncio.get_running_loop().set_exception_handler(seen.loop)
    ana = await publish("ana")
    tasks, files = len(asyncio.all_tasks()), len(os.listdir("/proc/self/fd"))
    mutator = Mutator(3)
    for _ in range(2):
        async with AsyncExitStack() as some:
            publishers = [await some.enter_async_context(FakePublisher(kinds=("audio",))) for _ in range(8)]
            shaken = [(speaker, await shake_hands(relay, speaker, mutator)) for speaker in publishers]
            await until(partial(have_finished, shaken))
    await asyncio.gather(*(relay.hang_up(resource) for resource in set(relay._resources) - {ana.resource}))
    await until(lambda: len(asyncio.all_tasks()) <= tasks and len(os.listdir("/proc/self/fd")) <= files)
    gc.collect()
    await asyncio.sleep(0)

    assert "\n".join(seen.messages) == ""
    assert relay.stage("session/1").sources["ana"].connected


def have_finished(shaken: list[tuple[FakePublisher, list[bytes]]]) -> bool:
    """Whether each has connected, was refused, or has tried three times."""
    return all(
        len(sent) >= 3 or speaker.pc.connectionState not in ("new", "connecting") for speaker, sent in shaken
    )


async def shake_hands(relay: Relay, speaker: FakePublisher, mutator: Mutator) -> list[bytes]:
    """Connect a peer with half of its DTLS datagrams mutated; returns those that it sends."""
    offer = await speaker.offer()
    sent: list[bytes] = []
    for protocol in speaker.dtls.transport._connection._protocols:
        transport, send = protocol.transport, protocol.transport.sendto

        def mutate(data: bytes, address: Any, send: Any = send) -> None:
            if admission.is_dtls(data):
                sent.append(data)
                data = mutator.mutate(data) if mutator.random.random() < 0.5 else data
            send(data, address)

        transport.sendto = mutate
    answer = await relay.publish("session/1", offer, source=f"eve-{id(speaker)}", origin=Origin())
    await speaker.pc.setRemoteDescription(RTCSessionDescription(answer.sdp, "answer"))
    return sent


async def test_mutated_datagrams_and_offers_harm_nobody(
    relay: Relay, publish: Publish, listen: Listen, peers: AsyncExitStack, seen: Seen
) -> None:
    await run(1, relay, publish, listen, peers, seen)


@pytest.mark.torture
@pytest.mark.parametrize("seed", random.Random(2021).sample(range(10**6), 12))
async def test_mutations_of_more_seeds_harm_nobody(
    relay: Relay, publish: Publish, listen: Listen, peers: AsyncExitStack, seen: Seen, seed: int
) -> None:
    await run(seed, relay, publish, listen, peers, seen, rounds=16)
