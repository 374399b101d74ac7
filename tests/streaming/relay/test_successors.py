"""A publisher under an existing id replaces the former one once connected, and not before."""

from contextlib import AsyncExitStack

import pytest

from streaming.relay import Origin, Relay
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import FakePublisher, until


async def test_a_second_publisher_of_one_id_replaces_the_first(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "ana")
    changes: list[tuple[str, str]] = []
    stage.on_change.append(lambda stage, source: changes.append((source.id, source.state)))
    first = await publish("ana")
    listener = await listen(["floor"])

    second = await publish("ana")
    await until(lambda: first.pc.connectionState == "closed")
    await until(lambda: listener.heard("floor", "audio"), during=second.say)

    # The second's connection, then its first packet.
    assert changes == [("ana", state) for state in ("connecting", *["connected"] * 3)]
    assert stage.sources["ana"].connected


async def test_a_publisher_goes_on_until_its_successor_is_connected(
    relay: Relay, publish: Publish, listen: Listen, peers: AsyncExitStack
) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "ana")
    first, listener = await publish("ana"), await listen(["floor"])
    await until(lambda: listener.heard("floor", "audio"), during=first.say)
    never, next_one = (
        await peers.enter_async_context(FakePublisher()),
        await peers.enter_async_context(FakePublisher()),
    )
    left = await relay.publish("session/1", await never.offer(), source="ana", origin=Origin("ana"))
    answer = await relay.publish("session/1", await next_one.offer(), source="ana", origin=Origin("ana"))

    heard = len(listener.heard("floor", "audio"))
    await until(lambda: len(listener.heard("floor", "audio")) > heard + 5, during=first.say)
    await until(lambda: relay.source(left.resource) is None)
    await next_one.accept(answer)
    await until(lambda: first.pc.connectionState == "closed")
    heard = len(listener.heard("floor", "audio"))
    await until(lambda: len(listener.heard("floor", "audio")) > heard, during=next_one.say)
    assert stage.sources["ana"] is relay.source(answer.resource)


async def test_a_successor_that_never_connects_replaces_nobody(
    relay: Relay, publish: Publish, peers: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = relay.stage("session/1")
    ana = await publish("ana", kinds=("audio",))
    never = await peers.enter_async_context(FakePublisher())
    answer = await relay.publish("session/1", await never.offer(), source="ana", origin=Origin("ana"))
    monkeypatch.setattr("streaming.relay.relay.CONNECT_WITHIN", 0.0)

    await until(lambda: not relay.has_resource(answer.resource))
    source = stage.sources["ana"]
    await until(lambda: source.stats().packets, during=ana.say)
    assert stage.sources["ana"].connected


async def test_a_successor_replaces_a_publisher_that_leaves_at_once(
    relay: Relay, publish: Publish, peers: AsyncExitStack
) -> None:
    stage = relay.stage("session/1")
    ana, later = await publish("ana"), await peers.enter_async_context(FakePublisher())
    answer = await relay.publish("session/1", await later.offer(), source="ana", origin=Origin("ana"))
    await relay.hang_up(ana.resource)

    assert stage.sources["ana"] is relay.source(answer.resource)
    assert stage.sources["ana"].state == "connecting"
    await relay.hang_up(answer.resource)
    assert not stage.sources
