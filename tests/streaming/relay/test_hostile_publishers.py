"""Publishers that change on a live line what they agreed to: keys, streams, layers and payload types."""

import contextlib

from aiortc.rtp import RtcpByePacket
from OpenSSL import SSL

from streaming.relay import Relay
from streaming.relay.publisher import Publisher
from tests.streaming.relay.conftest import Listen, Publish, PublishLayers
from tests.streaming.relay.peers import FakePublisher, until


def publisher_of(relay: Relay, source: str) -> Publisher:
    """The relay's end of a publisher."""
    found = relay.stage("session/1").sources[source]
    assert isinstance(found, Publisher)
    return found


async def test_keys_are_not_negotiated_again(relay: Relay, publish: Publish, listen: Listen) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana, viewer = await publish("ana"), await listen(["floor"])
    await until(lambda: viewer.heard("floor", "audio"), during=ana.say)
    server = publisher_of(relay, "ana").peer._dtls._ssl
    handshake = server.get_finished()
    assert ana.dtls._ssl.renegotiate()
    with contextlib.suppress(SSL.WantReadError):
        ana.dtls._ssl.do_handshake()
    await ana.dtls._write_ssl()
    heard = len(viewer.heard("floor", "audio"))
    await until(lambda: len(viewer.heard("floor", "audio")) > heard + 20, during=ana.say)

    # The side that accepts counts no renegotiations, but it would have finished another handshake.
    assert server.get_finished() == handshake
    assert ana.dtls._ssl.renegotiate_pending()


async def test_sound_under_the_ssrc_of_the_picture_stays_sound(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    """Packets are told apart by their payload type, which the answer fixed (RFC 8843, section 9.2)."""
    relay.stage("session/1").assign("floor", "ana")
    ana, viewer = await publish("ana"), await listen(["floor"])
    await until(lambda: viewer.heard("floor", "video"), during=lambda: ana.show(key=True))
    ana.transceivers("audio")[0].sender._ssrc = ana.ssrc("video")
    ana.sequence["audio"] = ana.sequence["video"]
    await until(lambda: len(viewer.heard("floor", "audio")) > 20, during=ana.say)

    said = {packet.payload_type for packet in viewer.heard("floor", "audio")}
    shown = {packet.payload_type for packet in viewer.heard("floor", "video")}
    assert said == {viewer.payload_type("audio", "opus")}
    assert shown == {viewer.payload_type("video", "VP8")}


async def test_a_payload_type_that_was_not_agreed_is_not_forwarded(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana, viewer = await publish("ana"), await listen(["floor"])
    await until(lambda: viewer.heard("floor", "audio"), during=ana.say)
    agreed = set(publisher_of(relay, "ana")._routes)
    before = len(viewer.heard("floor", "audio"))
    await send_as(ana, next(number for number in range(96, 128) if number not in agreed), b"not agreed")
    await until(lambda: len(viewer.heard("floor", "audio")) > before, during=ana.say)

    assert not [packet for packet in viewer.packets if packet.payload.startswith(b"not agreed")]


async def send_as(ana: FakePublisher, payload_type: int, word: bytes) -> None:
    """Say a word under another payload type."""
    payload_type_of = ana.payload_type
    ana.payload_type = lambda kind, codec, at=0: payload_type  # type: ignore[method-assign]
    await ana.say(word=word)
    ana.payload_type = payload_type_of  # type: ignore[method-assign]


async def test_an_ssrc_stays_with_the_layer_that_it_named_first(
    relay: Relay, publish_layers: PublishLayers
) -> None:
    ana = await publish_layers("ana")
    low, _, high = publisher_of(relay, "ana").layers["video"]
    await until(lambda: low.reception.packets and high.reception.packets, during=ana.send_pictures)
    ana.ssrcs["l"], ana.ssrcs["h"] = ana.ssrcs["h"], ana.ssrcs["l"]
    ana.numbers["l"], ana.numbers["h"] = ana.numbers["h"], ana.numbers["l"]
    ssrcs = dict(publisher_of(relay, "ana")._ssrcs)
    packets = low.reception.packets
    await until(lambda: low.reception.packets > packets + 20, during=ana.send_pictures)

    assert publisher_of(relay, "ana")._ssrcs == ssrcs


async def test_a_goodbye_of_another_stream_ends_nothing(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana, ben, viewer = await publish("ana"), await publish("ben"), await listen(["floor"])
    await until(lambda: viewer.heard("floor", "audio"), during=ana.say)
    await ben.dtls._send_rtp(bytes(RtcpByePacket(sources=[ana.ssrc("audio"), ana.ssrc("video")])))
    await ben.report("audio", ntp=1, timestamp=1)
    heard = len(viewer.heard("floor", "audio"))
    await until(lambda: len(viewer.heard("floor", "audio")) > heard + 20, during=ana.say)

    assert publisher_of(relay, "ana").connected


async def test_reports_about_the_streams_of_another_change_no_clock(relay: Relay, publish: Publish) -> None:
    ana, ben = await publish("ana"), await publish("ben")
    track = publisher_of(relay, "ana").layers["audio"][0]
    await until(lambda: track.reception.packets, during=ana.say)
    await ana.report("audio", ntp=7 << 32, timestamp=100)
    await until(lambda: track.reception._report is not None)
    known = track.reception._report
    ben.transceivers("audio")[0].sender._ssrc = ana.ssrc("audio")
    await ben.report("audio", ntp=9 << 32, timestamp=100)
    theirs = publisher_of(relay, "ben").layers["audio"][0]
    await until(lambda: theirs.reception.packets, during=ben.say)

    assert track.reception._report == known
