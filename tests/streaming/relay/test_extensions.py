"""Header extensions (RFC 8285): those of a listener's packets, and none for one that negotiated none."""

from contextlib import AsyncExitStack
from itertools import pairwise

from streaming.relay import Origin, Relay, rtp
from streaming.relay.extensions import AUDIO_LEVEL, MID, SEND_TIME
from tests.streaming.relay.conftest import Listen, PublishLayers
from tests.streaming.relay.peers import FakeListener, until


async def test_packets_carry_their_mid_send_time_and_audio_level(
    relay: Relay, publish_layers: PublishLayers, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    simulcast, viewer = await publish_layers("ana"), await listen(["floor"])
    (listener,) = relay.stage("session/1").listeners
    # The publisher's extension is read under the id negotiated with it.
    publisher = relay.stage("session/1").sources["ana"]
    publisher._extensions[AUDIO_LEVEL] = 5  # type: ignore[attr-defined]
    loud = b"\xbe\xde\x00\x01" + bytes((5 << 4, 0x80 | 33, 0, 0))

    async def go_on() -> None:
        await simulcast.say(extension=loud)
        await simulcast.send_pictures(key=("l", "m", "h"))

    await until(
        lambda: viewer.heard("floor", "audio") and len(viewer.heard("floor", "video")) > 20, during=go_on
    )

    sound, picture = (transceiver._headerExtensions for transceiver in viewer.pc.getTransceivers())
    ids = {extension.uri: extension.id for extension in [*sound, *picture]}
    data = {kind: viewer.raw[viewer.ssrcs["floor", kind][0]] for kind in ("audio", "video")}
    for kind, sender in zip(("audio", "video"), listener.senders, strict=True):
        assert {value(packet, ids[MID]) for packet in data[kind]} == {sender.mid.encode()}
    assert {value(packet, ids[AUDIO_LEVEL]) for packet in data["audio"]} == {bytes((0x80 | 33,))}
    times = [int.from_bytes(value(packet, ids[SEND_TIME]) or b"", "big") for packet in data["video"]]
    assert all((after - time) & 0xFFFFFF < 1 << 18 for time, after in pairwise(times)), "within a second"
    assert times[-1] != times[0]


async def test_a_listener_without_header_extensions_gets_none(
    relay: Relay, publish_layers: PublishLayers, peers: AsyncExitStack
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    simulcast, viewer = await publish_layers("ana"), await peers.enter_async_context(FakeListener(["floor"]))
    offer = "\r\n".join(
        line for line in (await viewer.offer()).splitlines() if not line.startswith("a=extmap")
    )
    await viewer.accept(await relay.listen("session/1", offer + "\r\n", slots=["floor"], origin=Origin()))

    await until(lambda: viewer.heard("floor", "audio"), during=simulcast.say)

    assert {packet[0] for packet in viewer.raw[viewer.ssrcs["floor", "audio"][0]]} == {0x80}


def value(packet: bytes, wanted: int) -> bytes | None:
    return rtp.extension(packet, rtp.parse(packet), wanted)
