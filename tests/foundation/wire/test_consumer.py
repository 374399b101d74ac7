"""A socket whose turn failed is forgotten like any other: no ghost follows, and none is counted as present."""

from typing import Any

import pytest
from channels.testing import WebsocketCommunicator

from foundation.accounts import seats
from foundation.wire import consumer
from foundation.wire.consumer import HallConsumer
from foundation.wire.hub import Hub
from tests.support.demo import Demo
from tests.support.ear import unframed

pytestmark = pytest.mark.django_db(transaction=True)


class Door:
    """Takes ready frames and keeps what was said."""

    def __init__(self) -> None:
        self.said: list[bytes] = []

    def send_ready(self, frame: bytes) -> bool:
        """The consumer's and the hub's call."""
        self.said += unframed(frame)
        return True


async def test_a_socket_whose_turn_failed_is_forgotten(
    hub: Hub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(consumer, "execute", fail)
    socket = WebsocketCommunicator(HallConsumer.as_asgi(hub=hub), "/ws", subprotocols=["balai.v1"])
    socket.scope["extensions"] = {"balai.ready": Door()}
    assert await socket.connect() == (True, "balai.v1")
    await socket.send_json_to({"hello": seats.sign(demo.seat("fiji"))[0]})
    await socket.send_json_to({"follow": demo.stream})
    await socket.send_json_to({"id": "abcdefgh", "stream": demo.stream, "command": {}})
    with pytest.raises(OSError, match="the disk is full"):
        await socket.wait()
    assert (hub.readers, hub.feeds[demo.stream].readers) == (set(), {})
