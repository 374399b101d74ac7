"""Listeners get one continuous stream if a publisher's numbers leap, or its last packet lacks some."""

from itertools import pairwise

import pytest

from streaming.relay import Relay
from streaming.relay.rtp import MAX_DROPOUT, SequenceExtender
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.relay.test_stage import assert_unbroken, numbers, settle, talk

LEAP = 0x7000


async def hear_more(listener: FakeListener, publisher: FakePublisher) -> None:
    heard, seen = len(listener.heard("floor", "audio")), len(listener.heard("floor", "video"))
    await until(
        lambda: (
            len(listener.heard("floor", "audio")) > heard + 3
            and len(listener.heard("floor", "video")) > seen + 10
        ),
        during=lambda: talk(publisher),
    )
    await settle(listener)


def leap(publisher: FakePublisher, by: int) -> None:
    publisher.sequence = {kind: (number + by) & 0xFFFF for kind, number in publisher.sequence.items()}


@pytest.fixture
async def ana(relay: Relay, publish: Publish, monkeypatch: pytest.MonkeyPatch) -> FakePublisher:
    monkeypatch.setattr("streaming.relay.publisher.SHORTEST_STREAM", 0.0)
    relay.stage("session/1").assign("floor", "ana")
    return await publish("ana")


async def test_leaps_are_not_forwarded_so_that_a_listener_that_misses_some_hears_the_rest(
    ana: FakePublisher, listen: Listen
) -> None:
    stays, misses = await listen(["floor"]), await listen(["floor"])
    await hear_more(misses, ana)
    for _ in range(2):
        misses.lose(1.0)
        leap(ana, LEAP)
        await hear_more(stays, ana)
    leap(ana, LEAP)
    misses.lose(0.0)
    await hear_more(misses, ana)

    for kind in ("audio", "video"):
        assert_unbroken(stays.heard("floor", kind))
        last = misses.heard("floor", kind)[-1], stays.heard("floor", kind)[-1]
        assert last[0].payload[-2:] == last[1].payload[-2:], "the same packet"


async def test_a_gap_that_is_no_leap_stays_and_can_be_filled(ana: FakePublisher, listen: Listen) -> None:
    listener = await listen(["floor"])
    await hear_more(listener, ana)
    before = numbers(listener.heard("floor", "audio"))[-1]
    leap(ana, 100)
    began = len(listener.heard("floor", "audio"))
    await hear_more(listener, ana)

    assert (numbers(listener.heard("floor", "audio"))[began] - before) & 0xFFFF == 101


def test_it_is_a_leap_from_three_thousand_on_and_never_backwards() -> None:
    extender = SequenceExtender()
    assert not extender.is_leap(60_000)
    extender.extend(60_000)

    leaping = [
        by
        for by in (-0x8000, -1, 0, 1, MAX_DROPOUT - 1, MAX_DROPOUT, 0x7FFF)
        if extender.is_leap(60_000 + by)
    ]

    assert leaping == [MAX_DROPOUT, 0x7FFF]


async def test_pictures_keep_their_order_after_a_source_that_ended_with_padding(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "ana")
    ana, ben, listener = await publish("ana"), await publish("ben"), await listen(["floor"])
    await hear_more(listener, ana)
    seen = len(listener.heard("floor", "video"))
    await ana.pad()
    await until(lambda: len(listener.heard("floor", "video")) > seen)

    stage.assign("floor", "ben")
    await hear_more(listener, ben)

    shown = [packet.payload for packet in listener.heard("floor", "video") if packet.payload]
    pictures = [int.from_bytes(payload[2:4], "big") & 0x7FFF for payload in shown]
    assert {(after - before) & 0x7FFF for before, after in pairwise(pictures)} == {0, 1}
    assert_unbroken(listener.heard("floor", "video"))
