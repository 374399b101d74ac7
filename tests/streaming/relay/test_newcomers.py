"""Newcomers to a slot that others watch: the picture with which they begin."""

from itertools import pairwise

import pytest
from aiortc.rtp import RtpPacket

from streaming.relay import Relay
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import until


async def test_a_newcomer_begins_with_the_keyframe_that_others_of_the_slot_had_just_now(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana, first = await publish("ana"), await listen(["floor"])
    await until(lambda: first.heard("floor", "video"), during=lambda: ana.show(key=True))
    await ana.show(key=True)
    for _ in range(3):
        await ana.show()
    asked = ana.asked_for_keyframe
    shown = [packet for packet in ana.sent.values() if RtpPacket.parse(packet).ssrc == ana.ssrc("video")][
        -12:
    ]
    await until(lambda: first.heard("floor", "video")[-1].payload[-2:] == shown[-1][-2:])

    second = await listen(["floor"])
    await until(lambda: len(second.heard("floor", "video")) == len(shown))
    await ana.show()
    await until(lambda: len(second.heard("floor", "video")) == len(shown) + 3)

    heard = second.heard("floor", "video")
    assert [packet.payload[-2:] for packet in heard[: len(shown)]] == [packet[-2:] for packet in shown]
    steps = [(b.sequence_number - a.sequence_number) & 0xFFFF for a, b in pairwise(heard)]
    assert steps == [1] * (len(heard) - 1)
    assert ana.asked_for_keyframe == asked


async def test_nobody_sees_what_a_source_sent_before_it_was_put_into_the_slot(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    stage.assign("green-room", "ana")
    ana, staff = await publish("ana"), await listen(["green-room"])
    await until(lambda: staff.heard("green-room", "video"), during=lambda: ana.show(key=True))
    before = len(ana.sent)

    stage.assign("floor", "ana")
    listener = await listen(["floor"])
    await until(lambda: ana.asked_for_keyframe > 1)
    await ana.show(key=True)
    await until(lambda: listener.heard("floor", "video"))

    sent = list(ana.sent.values())
    assert listener.heard("floor", "video")[0].payload[-2:] == sent[before][-2:]


async def test_the_first_to_come_begins_with_the_last_keyframe_too_though_nobody_watched(
    relay: Relay, publish: Publish, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.relay.track.RECENT", 60.0)
    relay.stage("session/1").assign("floor", "ana")
    ana = await publish("ana")
    await ana.show(key=True)
    shown = [packet for packet in ana.sent.values() if RtpPacket.parse(packet).ssrc == ana.ssrc("video")]
    source = relay.stage("session/1").sources["ana"]
    await until(lambda: source.stats().packets >= len(shown))

    listener = await listen(["floor"])

    await until(lambda: len(listener.heard("floor", "video")) == len(shown))
    assert listener.heard("floor", "video")[0].payload[-2:] == shown[0][-2:]
