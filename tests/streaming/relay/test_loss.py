"""Lost packets are asked for and arrive; keyframes are requested; clocks are reported."""

import time
from types import SimpleNamespace

import pytest
from aiortc.rtp import RtcpRrPacket, RtcpSdesPacket, RtcpSourceInfo, RtpPacket, unpack_remb_fci

from streaming.relay import Relay, retransmission_budget, rtcp
from streaming.relay.clock import MOST_APART
from streaming.relay.track import KEPT
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import FakeListener, FakePublisher, until


@pytest.fixture
async def ana(relay: Relay, publish: Publish) -> FakePublisher:
    """The publisher on the floor."""
    relay.stage("session/1").assign("floor", "ana")
    return await publish("ana")


async def begin(publisher: FakePublisher, listener: FakeListener) -> None:
    """Send the first picture until it is seen."""
    await until(lambda: listener.heard("floor", "video"), during=lambda: publisher.show(key=True))


@pytest.fixture
async def listener(ana: FakePublisher, listen: Listen) -> FakeListener:
    """A listener that already sees the picture."""
    listener = await listen(["floor"])
    await begin(ana, listener)
    return listener


async def test_a_listener_gets_again_what_it_lost_as_a_retransmission(
    ana: FakePublisher, listener: FakeListener
) -> None:
    await until(lambda: len(listener.heard("floor", "video")) > 20, during=ana.show)
    lost = listener.heard("floor", "video")[10]

    await listener.ask_again("floor", [lost.sequence_number])
    await until(lambda: listener.heard_again("floor"))

    again = listener.heard_again("floor")[0]
    assert again.payload_type == listener.payload_type("video", "rtx")
    assert again.payload == lost.sequence_number.to_bytes(2, "big") + lost.payload
    assert (again.timestamp, again.marker) == (lost.timestamp, lost.marker)


async def test_a_dropped_packet_arrives_after_it_was_asked_for_again(
    ana: FakePublisher, listener: FakeListener
) -> None:
    listener.drop_next_packet("floor")
    await until(lambda: listener.dropped and len(listener.heard("floor", "video")) > 20, during=ana.show)
    (dropped,) = listener.dropped
    assert dropped not in [packet.sequence_number for packet in listener.heard("floor", "video")]

    await listener.ask_again("floor", [dropped])
    await until(lambda: listener.heard_again("floor"))

    again = listener.heard_again("floor")[0]
    lost = (ana.origin_of(listener.heard("floor", "video")[0]).sequence_number + dropped) & 0xFFFF
    expected = (lost - listener.heard("floor", "video")[0].sequence_number) & 0xFFFF
    assert again.payload[:2] == dropped.to_bytes(2, "big")
    assert ana.origin_of(again).sequence_number == expected


async def test_without_rtx_a_packet_is_resent_under_its_own_number(
    ana: FakePublisher, listen: Listen
) -> None:
    listener = await listen(["floor"], video=("VP8",))
    await begin(ana, listener)
    listener.drop_next_packet("floor")
    await until(lambda: listener.dropped and len(listener.heard("floor", "video")) > 20, during=ana.show)

    await listener.ask_again("floor", listener.dropped)
    await until(
        lambda: listener.dropped[0] in [packet.sequence_number for packet in listener.heard("floor", "video")]
    )


async def test_lost_sound_comes_again_under_its_own_number(
    ana: FakePublisher, listener: FakeListener
) -> None:
    await until(lambda: listener.heard("floor", "audio"), during=ana.say)
    listener.drop_next_packet("floor", "audio")
    await until(lambda: listener.dropped and len(listener.heard("floor", "audio")) > 20, during=ana.say)
    assert listener.missing("floor", "audio") == listener.dropped

    await listener.ask_again("floor", listener.dropped, "audio")
    await until(lambda: not listener.missing("floor", "audio"))

    again, before = listener.heard("floor", "audio")[-1], listener.heard("floor", "audio")[0]
    distance = (again.sequence_number - before.sequence_number) & 0xFFFF
    origins = [ana.origin_of(packet).sequence_number for packet in (before, again)]
    assert (origins[1] - origins[0]) & 0xFFFF == distance
    assert again.timestamp == (before.timestamp + 960 * distance) & 0xFFFFFFFF


async def test_a_forgotten_packet_stays_lost(ana: FakePublisher, listener: FakeListener) -> None:
    first = listener.heard("floor", "video")[0].sequence_number

    await listener.ask_again("floor", [(first - 1) & 0xFFFF, (first + 1000) & 0xFFFF, first])
    await until(lambda: listener.heard_again("floor"))

    assert [p.payload[:2] for p in listener.heard_again("floor")] == [first.to_bytes(2, "big")]


async def test_a_listener_that_loses_a_twentieth_gets_all_of_it_in_the_end(
    ana: FakePublisher, listener: FakeListener
) -> None:
    listener.lose(0.05)

    async def show_and_ask() -> None:
        await ana.show()
        if missing := listener.missing("floor"):
            await listener.ask_again("floor", missing)

    await until(lambda: len(listener.heard("floor", "video")) > 600, during=show_and_ask)
    listener.lose(0)

    await until(lambda: not listener.missing("floor"), during=show_and_ask)


async def test_a_listener_that_asks_for_everything_repeatedly_is_limited(
    ana: FakePublisher, listener: FakeListener
) -> None:
    await until(lambda: len(listener.heard("floor", "video")) > 300, during=ana.show)
    heard = listener.heard("floor", "video")
    numbers, asked = [packet.sequence_number for packet in heard[-100:]], 0

    async def ask() -> None:
        nonlocal asked
        await listener.ask_again("floor", numbers)
        asked += 1

    await until(lambda: asked == 30, during=ask)

    again = sum(len(packet.payload) for packet in listener.heard_again("floor"))
    assert (
        0
        < again
        <= retransmission_budget.BURST
        + retransmission_budget.SHARE * sum(len(packet.payload) for packet in heard)
    )


async def test_a_packet_lost_by_a_publisher_is_asked_for_and_passed_on_in_its_place(
    ana: FakePublisher, listener: FakeListener
) -> None:
    await ana.show(lose=(1,))
    lost = (ana.sequence["video"] - 2) & 0xFFFF

    await until(lambda: lost in ana.asked_again, during=ana.show)
    await ana.send_again(lost)

    def heard_of() -> dict[int, RtpPacket]:
        return {ana.origin_of(packet).sequence_number: packet for packet in listener.heard("floor", "video")}

    await until(lambda: lost in heard_of())

    heard = heard_of()
    before = heard[(lost - 1) & 0xFFFF]
    assert heard[lost].sequence_number == (before.sequence_number + 1) & 0xFFFF
    assert heard[lost].payload_type == before.payload_type


async def test_sound_lost_by_a_publisher_is_asked_for_and_passed_on_in_its_place(
    ana: FakePublisher, listener: FakeListener
) -> None:
    await until(lambda: listener.heard("floor", "audio"), during=ana.say)
    await ana.say(skip=True)
    lost = (ana.sequence["audio"] - 1) & 0xFFFF

    await until(lambda: lost in ana.asked_again, during=ana.say)
    assert listener.missing("floor", "audio")
    await ana.send_again(lost)

    await until(lambda: not listener.missing("floor", "audio"))
    assert ana.origin_of(listener.heard("floor", "audio")[-1]).sequence_number == lost


async def test_sound_is_not_asked_for_unless_it_was_offered(publish: Publish, listen: Listen) -> None:
    ana = await publish("ana", repairs_sound=False)
    assert "a=rtcp-fb:96 nack\r\n" not in ana.answer_sdp

    await ana.say()
    await ana.say(skip=True)
    await ana.say()
    await ana.show(key=True)
    await ana.show(lose=(1,))
    await until(lambda: ana.asked_again, during=ana.show)

    assert all(sequence >= 0x4000 for sequence in ana.asked_again)


async def test_keyframe_requests_are_held_back_and_none_is_dropped(
    ana: FakePublisher, listener: FakeListener
) -> None:
    before = ana.asked_for_keyframe

    for _ in range(8):
        await listener.ask_for_keyframe("floor")
    await until(lambda: ana.asked_for_keyframe > before)
    seen = ana.asked_for_keyframe
    await listener.ask_for_keyframe("floor")
    await until(lambda: ana.asked_for_keyframe > seen)

    assert ana.asked_for_keyframe - before <= 3


async def test_the_loss_of_a_publisher_is_known(relay: Relay, publish: Publish) -> None:
    ana = await publish("ana", kinds=("audio",))
    source = relay.stage("session/1").sources["ana"]

    async def lose_half() -> None:
        await ana.say()
        await ana.say(skip=True)

    await until(lambda: source.stats().loss > 0.3, during=lose_half)

    assert source.stats().loss < 0.7


async def test_a_publisher_without_transport_wide_feedback_gets_remb(relay: Relay, publish: Publish) -> None:
    ana = await publish("ana")

    await until(lambda: ana.limits, during=ana.show)

    bitrate, streams = unpack_remb_fci(ana.limits[0])
    assert abs(bitrate - 1_600_000) < 8
    assert streams == [ana.ssrc("video")]


async def test_what_listeners_lose_of_its_sound_is_in_a_publishers_report(
    ana: FakePublisher, listener: FakeListener
) -> None:
    await until(lambda: listener.heard("floor", "audio"), during=ana.say)

    def told(kind: str) -> list[tuple[float, int]]:
        blocks = [block for compound in ana.compounds for block in getattr(compound[0], "reports", ())]
        return [(b.fraction_lost / 256, b.packets_lost) for b in blocks if b.ssrc == ana.ssrc(kind)]

    async def lose() -> None:
        await ana.say()
        for kind in ("audio", "video"):
            await listener.report_loss("floor", kind, 0.125)

    await until(lambda: any(fraction > 0.1 for fraction, _ in told("audio")), during=lose)

    assert max(told("audio")) <= (0.125, 0)
    assert set(told("video")) == {(0.0, 0)}


async def test_every_compound_packet_begins_with_a_report_and_a_cname(
    ana: FakePublisher, listener: FakeListener
) -> None:
    await ana.show(lose=(1,))
    await until(lambda: ana.limits and ana.asked_again and ana.asked_for_keyframe, during=ana.show)

    (ours,) = {compound[0].ssrc for compound in ana.compounds if isinstance(compound[0], RtcpRrPacket)}
    for report, name, *_ in ana.compounds:
        assert isinstance(report, RtcpRrPacket)
        assert isinstance(name, RtcpSdesPacket)
        assert name.chunks == [RtcpSourceInfo(ours, [(1, b"balai")])]


async def test_sender_reports_keep_sound_and_picture_in_sync(
    relay: Relay, ana: FakePublisher, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard_at, told_at = 5000.0, 5001.5
    monkeypatch.setattr("streaming.relay.publisher.time", SimpleNamespace(time=lambda: heard_at))
    monkeypatch.setattr("streaming.relay.relay.time", SimpleNamespace(time=lambda: told_at))
    wall = SimpleNamespace(time=lambda: heard_at, monotonic=time.monotonic)
    monkeypatch.setattr("streaming.relay.clock.time", wall)
    # The publisher's clock is an hour ahead; its sound and picture of one instant have these timestamps.
    hour_ahead = rtcp.ntp_timestamp(heard_at + 3600)
    sound, picture = ana.timestamp["audio"], ana.timestamp["video"]
    await ana.say()
    await ana.show(key=True)
    await ana.report("audio", hour_ahead, sound)
    await ana.report("video", hour_ahead, picture)
    tracks = relay.stage("session/1").sources["ana"].tracks
    await until(lambda: all(track.clock.moment(0) is not None for track in tracks))
    listener = await listen(["floor"])

    def reported(kind: str) -> list[tuple[int, int]]:
        wanted = [report for report in listener.reports if report.ssrc == listener.ssrcs["floor", kind][0]]
        return [(report.sender_info.ntp_timestamp, report.sender_info.rtp_timestamp) for report in wanted]

    async def go_on() -> None:
        await ana.say()
        await ana.show(key=True)

    await until(lambda: reported("audio") and reported("video"), during=go_on)

    instants = []
    for kind, rate, origin in (("audio", 48000, sound), ("video", 90000, picture)):
        when, timestamp = reported(kind)[0]
        heard = listener.heard("floor", kind)[-1]
        shift = heard.timestamp - ana.origin_of(heard).timestamp
        elapsed = (timestamp - shift - origin + 0x80000000) % (1 << 32) - 0x80000000
        instants.append(rtcp.unix_time(when) - elapsed / rate)
    # Both are later by the time that the first packet travelled.
    assert instants[0] == pytest.approx(instants[1], abs=0.0001)
    assert instants[0] == pytest.approx(heard_at, abs=MOST_APART)


@pytest.mark.parametrize("ahead", [0, 30_000])
async def test_a_retransmission_of_a_forgotten_packet_is_not_forwarded(
    relay: Relay, ana: FakePublisher, listener: FakeListener, ahead: int
) -> None:
    """A packet with this number was or will be sent: two under one nonce reveal AES-GCM's key."""
    (picture,) = relay.stage("session/1").sources["ana"].layers["video"]
    first, before, pictures = ana.sequence["video"], picture.reception.packets, KEPT["video"] // 30 + 1
    for _ in range(pictures):
        await ana.show(packets=30, size=20)
        await ana.say()
    await until(lambda: picture.reception.packets == before + 30 * pictures)
    went_out, highest, came = picture.packets, picture.latest, picture.reception.packets

    number = first + ahead
    ana.sent[number] = ana.sent[first][:2] + number.to_bytes(2, "big") + ana.sent[first][4:]
    await ana.send_again(number)
    sounds = len(listener.heard("floor", "audio"))
    await until(lambda: len(listener.heard("floor", "audio")) > sounds + 5, during=ana.say)

    assert (picture.packets, picture.latest) == (went_out, highest)
    await ana.show()
    await until(lambda: picture.reception.packets == came + 3)
