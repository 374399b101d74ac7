"""A relay on loopback, and plain aiortc peers that publish and listen packet by packet."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

import pytest

from streaming.relay import Origin, Relay
from tests.streaming.relay.choir import Choir
from tests.streaming.relay.peers import Ear, Mouth

Publish = Callable[..., Coroutine[Any, Any, Mouth]]
Listen = Callable[..., Coroutine[Any, Any, Ear]]
Conduct = Callable[..., Coroutine[Any, Any, Choir]]


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

    async def connect(source: str, *, origin: Origin | None = None, **kwargs: Any) -> Mouth:
        mouth = await peers.enter_async_context(Mouth(**kwargs))
        origin = origin or Origin(source)
        answer = await relay.publish("session/1", await mouth.offer(), source=source, origin=origin)
        await mouth.accept(answer)
        return mouth

    return connect


@pytest.fixture
def conduct(relay: Relay, peers: AsyncExitStack) -> Conduct:
    """Connect a publisher of layers: `await conduct("ana")`."""

    async def connect(source: str) -> Choir:
        choir = await peers.enter_async_context(Choir())
        answer = await relay.publish("session/1", await choir.offer(), source=source, origin=Origin(source))
        await choir.accept(answer)
        return choir

    return connect


@pytest.fixture
def listen(relay: Relay, peers: AsyncExitStack) -> Listen:
    """Connect a listener: `await listen(["floor"])`."""

    async def connect(slots: list[str], *, origin: Origin | None = None, **kwargs: Any) -> Ear:
        ear = await peers.enter_async_context(Ear(slots, **kwargs))
        answer = await relay.listen("session/1", await ear.offer(), slots=slots, origin=origin or Origin())
        await ear.accept(answer)
        return ear

    return connect
