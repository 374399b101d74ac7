"""The Python contenders of `bench/wire.py`: `hub`, Balai's own way, and `group_send`, plain Channels.

Each sends the event that one socket asks for to all sockets, and prints its port when it listens.
"""

import json
import logging
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
PAD = "x" * 270


def event(order: str) -> dict[str, Any]:
    """The event of some 300 bytes that an order asks for."""
    return {"number": json.loads(order)["number"], "pad": PAD}


def serve_hub() -> None:
    """Balai's server and its hub's delivery: one `Feed`, whose readers are Balai's consumers."""
    import django

    from foundation.wire.server import Server, tcp_endpoint

    django.setup()
    from foundation.accounts.seats import Seat
    from foundation.messages.projections import Audience
    from foundation.wire.consumer import WireConsumer
    from foundation.wire.feed import Feed, encode_frame
    from foundation.wire.history import EncodedEntry
    from foundation.wire.unauthenticated_limit import UnauthenticatedLimit

    feed = Feed("bench")
    seat = Seat(person="1", conference="1", name="Bench", place="remote", roles=("audience",))

    class Consumer(WireConsumer):
        """Follows the one stream from the start; its message is delivered to all."""

        async def connect(self) -> None:
            await super().connect()
            self._stop_counting_as_unauthenticated()
            self.seat = seat
            feed.add(self, Audience.EVERYONE, 0)

        async def disconnect(self, code: int) -> None:
            feed.remove(self)

        async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
            frame = encode_frame(event(text_data or ""))
            await feed.deliver([EncodedEntry(1, "0", frame, frame, (), "")])

    async def on_start() -> None:
        print(server.listening_addresses[0][1], flush=True)

    async def on_stop() -> None:
        return

    # The other work of a hub, joining and leaving, is not measured here.
    readers = SimpleNamespace(remove=lambda reader: None)
    hub = SimpleNamespace(unauthenticated=UnauthenticatedLimit(), readers=readers)
    server = Server(Consumer.as_asgi(hub=hub), [tcp_endpoint("127.0.0.1", 0)], on_start, on_stop)
    server.run()


def serve_group_send() -> None:
    """Plain Daphne, and a consumer that gets each event by its group, in memory or through REDIS_URL."""
    from channels.generic.websocket import AsyncJsonWebsocketConsumer
    from daphne.server import Server
    from django.conf import settings

    layer: dict[str, Any] = {
        "BACKEND": "channels.layers.InMemoryChannelLayer",
        "CONFIG": {"capacity": 10_000},
    }
    if "REDIS_URL" in os.environ:
        hosts = {"hosts": [os.environ["REDIS_URL"]]}
        layer = {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": hosts}
    settings.configure(CHANNEL_LAYERS={"default": layer})

    class Consumer(AsyncJsonWebsocketConsumer):
        """A member of the one group; its message is sent to the group."""

        async def connect(self) -> None:
            await self.channel_layer.group_add("bench", self.channel_name)
            await self.accept()

        async def disconnect(self, code: int) -> None:
            await self.channel_layer.group_discard("bench", self.channel_name)

        async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
            message = {"type": "bench.event", "event": event(text_data or "")}
            await self.channel_layer.group_send("bench", message)

        async def bench_event(self, message: dict[str, Any]) -> None:
            await self.send_json(message["event"])

    def ready() -> None:
        print(server.listening_addresses[0][1], flush=True)

    endpoint = "tcp:port=0:interface=127.0.0.1:backlog=2048"
    server = Server(Consumer.as_asgi(), endpoints=[endpoint], ready_callable=ready)
    server.run()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    {"hub": serve_hub, "group_send": serve_group_send}[sys.argv[1]]()
