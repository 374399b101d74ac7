"""The beat reaches all peers, whatever happens to some of them meanwhile."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from streaming.relay import Answer, Origin, Relay
from tests.streaming.relay.peers import FakeListener

AT_ONCE = 20
"""Peers that the beat handles before it lets others run."""


async def invite(relay: Relay, peers: AsyncExitStack, number: int) -> list[Answer]:
    """Answer this many listeners, none of which connects."""
    listeners = [await peers.enter_async_context(FakeListener(["floor"])) for _ in range(number)]
    offers = [await listener.offer() for listener in listeners]
    return [await relay.listen("session/1", offer, slots=["floor"], origin=Origin()) for offer in offers]


async def test_a_peer_that_leaves_during_the_beat_is_skipped(
    relay: Relay, peers: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = await invite(relay, peers, AT_ONCE + 2)
    monkeypatch.setattr("streaming.relay.relay.CONNECT_WITHIN", -1.0)

    beat = asyncio.create_task(relay._beat_once())
    left = asyncio.create_task(relay.hang_up(answers[AT_ONCE].resource))
    await asyncio.gather(beat, left)

    assert left.result()
    assert not any(relay.has_resource(answer.resource) for answer in answers)


async def test_a_peer_that_fails_does_not_stop_the_beat(
    relay: Relay, peers: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = await invite(relay, peers, 3)
    first, _, last = [relay._resources[answer.resource].owner for answer in answers]
    reported: list[float] = []
    monkeypatch.setattr(first, "report", lambda wall: 1 / 0)
    monkeypatch.setattr(last, "report", reported.append)

    await relay._beat_once()

    assert len(reported) == 1
    assert all(relay.has_resource(answer.resource) for answer in answers)
