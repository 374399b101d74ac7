"""A relay on loopback, and plain aiortc peers that publish and listen packet by packet."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

import pytest

from streaming.relay import Origin, Relay
from tests.streaming.relay.peers import FakeListener, FakePublisher
from tests.streaming.relay.simulcast_publisher import SimulcastPublisher

Publish = Callable[..., Coroutine[Any, Any, FakePublisher]]
Listen = Callable[..., Coroutine[Any, Any, FakeListener]]
PublishLayers = Callable[..., Coroutine[Any, Any, SimulcastPublisher]]


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tests' aiortc peers gather on loopback, which aioice leaves out."""
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])


@pytest.fixture
async def relay() -> AsyncIterator[Relay]:
    relay = Relay(["127.0.0.1"])
    yield relay
    await relay.close()


@pytest.fixture
async def peers() -> AsyncIterator[AsyncExitStack]:
    """Closes the test's own peers at its end."""
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
def publish(relay: Relay, peers: AsyncExitStack) -> Publish:
    """Connect a publisher: `await publish("ana")`."""

    async def connect(source: str, *, origin: Origin | None = None, **kwargs: Any) -> FakePublisher:
        publisher = await peers.enter_async_context(FakePublisher(**kwargs))
        origin = origin or Origin(source)
        answer = await relay.publish("session/1", await publisher.offer(), source=source, origin=origin)
        await publisher.accept(answer)
        return publisher

    return connect


@pytest.fixture
def publish_layers(relay: Relay, peers: AsyncExitStack) -> PublishLayers:
    """Connect a publisher of layers: `await conduct("ana")`."""

    async def connect(source: str) -> SimulcastPublisher:
        publisher = await peers.enter_async_context(SimulcastPublisher())
        answer = await relay.publish(
            "session/1", await publisher.offer(), source=source, origin=Origin(source)
        )
        await publisher.accept(answer)
        return publisher

    return connect


@pytest.fixture
def listen(relay: Relay, peers: AsyncExitStack) -> Listen:
    """Connect a listener: `await listen(["floor"])`."""

    async def connect(slots: list[str], *, origin: Origin | None = None, **kwargs: Any) -> FakeListener:
        listener = await peers.enter_async_context(FakeListener(slots, **kwargs))
        answer = await relay.listen(
            "session/1", await listener.offer(), slots=slots, origin=origin or Origin()
        )
        await listener.accept(answer)
        return listener

    return connect
