"""A picture in layers: told apart as they come, one for each listener, and another without a break."""

import random
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

import pytest

from streaming.relay import Origin, Relay
from streaming.relay.source import Source
from tests.streaming.relay.choir import HEIGHTS, Choir
from tests.streaming.relay.peers import Ear, until
from tests.streaming.relay.test_feedback import read

Conduct = Callable[..., Coroutine[Any, Any, Choir]]


@pytest.fixture
def conduct(relay: Relay, peers: AsyncExitStack) -> Conduct:
    """Connect a publisher of layers: `await conduct("ana")`."""

    async def connect(source: str) -> Choir:
        choir = await peers.enter_async_context(Choir())
        answer = await relay.publish("session/1", await choir.offer(), source=source, origin=Origin(source))
        await choir.accept(answer)
        return choir

    return connect


def source_of(relay: Relay) -> Source:
    return relay.stage("session/1").sources["ana"]


def counted(relay: Relay) -> dict[str, int]:
    return {track.layer: track.reception.packets for track in source_of(relay).layers["video"]}


def seen(ear: Ear) -> str:
    """Of which layers the pictures were that a listener saw, in order."""
    layers = [chr(packet.payload[-1]) for packet in ear.heard("floor", "video")]
    return "".join(layer for layer, before in zip(layers, ["", *layers], strict=False) if layer != before)


async def test_layers_are_told_apart_by_their_names_and_then_by_their_ssrcs(
    relay: Relay, conduct: Conduct
) -> None:
    choir = await conduct("ana")
    assert "a=simulcast:recv l;m;h" in choir.answer_sdp
    await choir.sing(key=("l", "m", "h"))
    await until(lambda: counted(relay) == {"l": 2, "m": 2, "h": 2})

    choir.names = False
    await choir.sing(only=("m",))
    await until(lambda: counted(relay) == {"l": 2, "m": 4, "h": 2})

    assert {track.layer: track.height for track in source_of(relay).layers["video"]} == HEIGHTS


async def test_who_names_no_layer_and_is_not_known_is_not_forwarded(relay: Relay, conduct: Conduct) -> None:
    choir = await conduct("ana")
    choir.names = False
    await choir.sing()
    choir.names = True
    choir.ssrcs = {layer: random.getrandbits(32) for layer in choir.layers}

    await until(lambda: counted(relay)["h"] > 4, during=choir.sing)

    assert counted(relay)["h"] == counted(relay)["l"]


async def test_all_that_comes_is_told_padding_and_what_is_sent_again_too(
    relay: Relay, conduct: Conduct
) -> None:
    choir = await conduct("ana")
    await choir.sing()
    await choir.repeat("m", next(iter(choir.sent)), 77)
    await choir.probe("h", 78)
    sent = choir.transport

    def told() -> set[int]:
        return {number for message in choir.told for number, at in read(message)[1].items() if at is not None}

    # Another packet lets the relay look again, once it is time.
    await until(lambda: told().issuperset(range(1, sent + 1)), during=lambda: choir.probe("h", 78))

    assert choir.limits == [], "who gets feedback for each packet is not told a limit"
