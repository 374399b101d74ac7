"""The stage with real peers on loopback: who hears whom, and when."""

import asyncio
from itertools import pairwise

import pytest
from aiortc.rtp import RtpPacket

from streaming.relay import Origin, Relay
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import FakeListener, FakePublisher, until


async def talk(publisher: FakePublisher) -> None:
    """Send one picture, a keyframe on request, and its sound."""
    await publisher.say(word=publisher.codec.encode())
    await publisher.show(key=publisher.asked_for_keyframe > 0)


async def settle(*viewers: FakeListener) -> None:
    """Wait until all packets on their way to these listeners have arrived: reports come after them."""
    for _ in range(3):
        seen = [len(listener.packets) for listener in viewers]
        await asyncio.sleep(0.05)
        if seen == [len(listener.packets) for listener in viewers]:
            return


def numbers(packets: list[RtpPacket]) -> list[int]:
    return [packet.sequence_number for packet in packets]


def assert_unbroken(packets: list[RtpPacket]) -> None:
    for before, after in pairwise(packets):
        assert (after.sequence_number - before.sequence_number) & 0xFFFF == 1
        assert (after.timestamp - before.timestamp) & 0xFFFFFFFF < 0x80000000


async def test_an_assigned_source_is_heard_and_seen(relay: Relay, publish: Publish, listen: Listen) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana = await publish("ana")
    listener = await listen(["floor", "chair"])

    await until(
        lambda: listener.heard("floor", "audio") and listener.heard("floor", "video"),
        during=lambda: talk(ana),
    )

    assert listener.heard("floor", "audio")[0].payload[:-2] == b"VP8"
    first = listener.heard("floor", "video")[0]
    assert first.payload[:1] == b"\x90"
    assert first.payload[4:-2] == b"\x00" + bytes(900)
    assert listener.heard("chair", "audio") == listener.heard("chair", "video") == []


async def test_a_source_in_no_slot_is_received_and_forwarded_to_nobody(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    ana = await publish("ana")
    listener = await listen(["floor"])
    source = relay.stage("session/1").sources["ana"]

    await until(lambda: source.stats().packets > 20, during=lambda: talk(ana))
    await settle(listener)

    assert listener.packets == []
    assert source.kinds == {"audio", "video"}
    assert source.connected
    assert source.stats().rtt is not None


async def test_a_switch_is_one_unbroken_stream_and_begins_with_a_keyframe(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    ana, ben = await publish("ana"), await publish("ben")
    listener = await listen(["floor"])
    stage.assign("floor", "ana")
    await until(lambda: stage.sources["ben"].stats().packets > 5, during=lambda: talk(ben))
    await until(lambda: len(listener.heard("floor", "video")) > 10, during=lambda: talk(ana))
    await settle(listener)
    assert ben.asked_for_keyframe == 0

    stage.assign("floor", "ben")
    before = len(listener.heard("floor", "audio")), len(listener.heard("floor", "video"))
    await until(lambda: ben.asked_for_keyframe == 1)
    await until(lambda: len(listener.heard("floor", "video")) > before[1] + 10, during=lambda: talk(ben))

    sound, picture = listener.heard("floor", "audio"), listener.heard("floor", "video")
    assert_unbroken(sound)
    assert_unbroken(picture)
    assert sound[before[0]].marker == 1
    assert [packet.marker for packet in sound[before[0] + 1 :]] == [0] * len(sound[before[0] + 1 :])
    assert picture[before[1]].payload[4] == 0
    ids = [int.from_bytes(packet.payload[2:4], "big") & 0x7FFF for packet in picture]
    assert all((after - before) & 0x7FFF in (0, 1) for before, after in pairwise(ids))


async def test_the_sound_of_two_sources_does_not_overlap(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    ana, ben = await publish("ana", kinds=("audio",)), await publish("ben", kinds=("audio",))
    listener = await listen(["floor"])
    forty = bytes((31 << 3 | 1,))  # two frames of 20 ms (RFC 6716)
    stage.assign("floor", "ana")
    await until(lambda: listener.heard("floor", "audio"), during=lambda: ana.say(word=forty))
    await settle(listener)
    before = len(listener.heard("floor", "audio"))
    await ana.say(word=forty)
    await until(lambda: len(listener.heard("floor", "audio")) > before)
    stage.assign("floor", "ben")
    await ben.say()
    await until(lambda: len(listener.heard("floor", "audio")) > before + 1)

    last, first = listener.heard("floor", "audio")[-2:]
    assert first.marker == 1
    assert (first.timestamp - last.timestamp) & 0xFFFFFFFF >= 1920


async def test_the_picture_waits_for_a_keyframe_and_the_sound_does_not(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana = await publish("ana")
    listener = await listen(["floor"])

    async def send_deltas() -> None:
        await ana.say()
        await ana.show(key=False)

    await until(lambda: len(listener.heard("floor", "audio")) > 5, during=send_deltas)

    assert listener.heard("floor", "video") == []


async def test_after_a_slot_is_emptied_nothing_is_sent_or_resent(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "ana")
    ana = await publish("ana")
    listener = await listen(["floor"])
    await until(lambda: listener.heard("floor", "video"), during=lambda: talk(ana))
    await settle(listener)
    source = stage.sources["ana"]
    carried = source.stats().packets

    stage.assign("floor", None)
    seen = len(listener.packets)
    await listener.ask_again("floor", numbers(listener.heard("floor", "video")))
    await until(lambda: source.stats().packets > carried + 20, during=lambda: talk(ana))
    await settle(listener)

    assert len(listener.packets) == seen
    assert stage.slots == {"floor": None}


async def test_a_late_packet_from_before_a_switch_is_not_forwarded(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    ana = await publish("ana", kinds=("audio",))
    listener = await listen(["floor"])
    await ana.say(word=b"early", skip=True)
    early = ana.sent[(ana.sequence["audio"] - 1) & 0xFFFF]
    stage.assign("floor", "ana")
    await until(lambda: listener.packets, during=ana.say)
    source = stage.sources["ana"]
    carried = source.stats().packets

    await ana.dtls._send_rtp(early)
    await until(lambda: source.stats().packets > carried)
    await settle(listener)

    assert {packet.payload[:-2] for packet in listener.packets} == {b"word"}


async def test_a_person_does_not_hear_itself(relay: Relay, publish: Publish, listen: Listen) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana = await publish("ana", origin=Origin("person/7"))
    own = await listen(["floor"], origin=Origin("person/7"))
    other = await listen(["floor"], origin=Origin("person/8"))

    await until(lambda: len(other.heard("floor", "video")) > 5, during=lambda: talk(ana))
    await settle(own)

    assert own.packets == []


async def test_the_hall_does_not_come_back_to_the_hall(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("hall", "feed")
    feed = await publish("feed", origin=Origin("", at_hall=True, is_hall_feed=True))
    hall = await listen(["hall"], origin=Origin("", at_hall=True))
    remote = await listen(["hall"], origin=Origin(""))

    await until(lambda: len(remote.heard("hall", "video")) > 5, during=lambda: talk(feed))
    await settle(hall)

    assert hall.packets == []


async def test_a_listener_that_watches_the_hall_gets_only_its_picture(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("hall", "feed")
    feed = await publish("feed", origin=Origin("person/7", at_hall=True, is_hall_feed=True))
    desk = await listen(["hall"], origin=Origin("person/7", at_hall=True, watches_hall=True))

    await until(lambda: len(desk.heard("hall", "video")) > 5, during=lambda: talk(feed))
    await settle(desk)

    assert desk.heard("hall", "audio") == []


async def test_those_in_the_hall_hear_each_other_and_the_anonymous_hear_the_anonymous(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana = await publish("ana", origin=Origin("", at_hall=True))
    listener = await listen(["floor"], origin=Origin("", at_hall=True))

    await until(lambda: listener.heard("floor", "audio"), during=ana.say)


async def test_a_source_in_two_slots_goes_out_twice(relay: Relay, publish: Publish, listen: Listen) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "chair")
    stage.assign("chair", "chair")
    chair = await publish("chair")
    listener = await listen(["floor", "chair"])

    await until(
        lambda: listener.heard("floor", "video") and listener.heard("chair", "video"),
        during=lambda: talk(chair),
    )

    assert listener.heard("floor", "audio")[-1].payload == listener.heard("chair", "audio")[-1].payload


async def test_an_assignment_outlives_the_source_and_its_return_goes_on_unbroken(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "ana")
    listener = await listen(["floor"])
    first = await publish("ana")
    await until(lambda: listener.heard("floor", "video"), during=lambda: talk(first))
    await settle(listener)
    assert await relay.hang_up(first.resource)
    assert stage.sources == {}
    assert stage.slots == {"floor": "ana"}
    heard = len(listener.heard("floor", "audio"))

    second = await publish("ana")
    await until(lambda: len(listener.heard("floor", "video")) > 10, during=lambda: talk(second))

    assert_unbroken(listener.heard("floor", "audio"))
    assert_unbroken(listener.heard("floor", "video"))
    assert listener.heard("floor", "audio")[heard].marker == 1


async def test_a_publisher_that_begins_another_stream_goes_on_unbroken(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana, listener = await publish("ana"), await listen(["floor"])
    await until(lambda: len(listener.heard("floor", "video")) > 10, during=lambda: talk(ana))
    await settle(listener)
    heard, seen = len(listener.heard("floor", "audio")), len(listener.heard("floor", "video"))

    ana.begin_another_stream("audio")
    ana.begin_another_stream("video")
    await until(lambda: len(listener.heard("floor", "video")) > seen + 10, during=lambda: talk(ana))

    assert len(listener.heard("floor", "audio")) > heard
    assert_unbroken(listener.heard("floor", "audio"))
    assert_unbroken(listener.heard("floor", "video"))


async def test_a_publisher_that_alternates_between_streams_is_held_to_one(
    relay: Relay, publish: Publish, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.relay.publisher.SHORTEST_STREAM", 3600.0)
    relay.stage("session/1").assign("floor", "ana")
    ana, listener = await publish("ana", kinds=("audio",)), await listen(["floor"])
    await until(lambda: listener.packets, during=ana.say)
    began, ssrc, sequence = len(listener.packets), ana.ssrc("audio"), ana.sequence["audio"]

    for _ in range(10):
        ana.begin_another_stream("audio")
        await ana.say(word=b"flutter")
    ana.transceivers("audio")[0].sender._ssrc, ana.sequence["audio"] = ssrc, sequence
    await until(lambda: len(listener.packets) > began + 5, during=ana.say)

    assert {packet.payload[:-2] for packet in listener.packets} == {b"word"}


async def test_a_source_that_leaves_by_itself_is_reported(relay: Relay, publish: Publish) -> None:
    stage = relay.stage("session/1")
    states: list[str] = []
    stage.on_change.append(lambda stage, source: states.append(source.state))
    ana = await publish("ana")

    await ana.pc.close()
    await until(lambda: not stage.sources)

    assert states == ["connecting", "connected", "gone"]


async def test_a_listener_that_goes_is_let_go(relay: Relay, publish: Publish, listen: Listen) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "ana")
    ana = await publish("ana")
    gone, stays = await listen(["floor"]), await listen(["floor"])
    await until(
        lambda: gone.heard("floor", "video") and stays.heard("floor", "video"), during=lambda: talk(ana)
    )

    await gone.pc.close()
    await until(lambda: len(stage.listeners) == 1)
    seen = len(stays.packets)
    await until(lambda: len(stays.packets) > seen + 10, during=lambda: talk(ana))

    assert await relay.hang_up(stays.resource)
    assert stage.listeners == frozenset()
    assert not await relay.hang_up("unknown")


async def test_h264_goes_out_under_its_own_payload_type_and_comes_and_goes_with_vp8(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    obs, ana = await publish("obs", codec="H264"), await publish("ana")
    listener = await listen(["floor"])
    stage.assign("floor", "obs")
    await until(lambda: listener.heard("floor", "video"), during=lambda: talk(obs))
    await settle(listener)
    stage.assign("floor", "ana")
    seen = len(listener.heard("floor", "video"))
    await until(lambda: len(listener.heard("floor", "video")) > seen, during=lambda: talk(ana))

    types = [packet.payload_type for packet in listener.heard("floor", "video")]
    assert set(types[:seen]) == {listener.payload_type("video", "H264")}
    assert set(types[seen:]) == {listener.payload_type("video", "VP8")}
    assert_unbroken(listener.heard("floor", "video"))


async def test_a_listener_without_the_codec_hears_and_sees_nothing(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "obs")
    obs = await publish("obs", codec="H264")
    listener = await listen(["floor"], video=("VP8", "rtx"))

    await until(lambda: len(listener.heard("floor", "audio")) > 5, during=lambda: talk(obs))

    assert listener.heard("floor", "video") == []


async def test_the_answer_names_each_slot(listen: Listen) -> None:
    listener = await listen(["floor", "chair", "panel-1"])

    assert [slot for slot, kind in listener.ssrcs if kind == "video"] == ["floor", "chair", "panel-1"]
    assert "a=setup:passive" in listener.answer_sdp
    assert "a=sendonly" in listener.answer_sdp


async def test_the_level_of_a_voice_is_known_and_when_it_was_heard(relay: Relay, publish: Publish) -> None:
    ana = await publish("ana", kinds=("audio",))
    extensions = ana.transceivers("audio")[0]._headerExtensions
    wanted = next(extension.id for extension in extensions if extension.uri.endswith("audio-level"))
    source = relay.stage("session/1").sources["ana"]

    async def speak(level: int) -> None:
        await ana.say(extension=b"\xbe\xde\x00\x01" + bytes((wanted << 4, level, 0, 0)))

    await until(lambda: source.stats().level == -100, during=lambda: speak(100))
    assert source.stats().heard_at is None
    await until(lambda: source.stats().level == -20, during=lambda: speak(20))

    stats = source.stats()
    assert stats.heard_at == stats.last_packet_at
