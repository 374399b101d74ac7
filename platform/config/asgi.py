"""What Daphne serves: HTTP by Django, the wire by the consumer; and what starts and stops with the process."""

import asyncio
import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import path

from foundation.wire.consumer import HallConsumer
from foundation.wire.hub import Hub
from foundation.wire.origin import OriginChecked
from sessions.floor.timekeeper import keep_time
from streaming.microphones.desk import steward
from streaming.recordings.workshop import workshop
from streaming.signalling.media import media
from streaming.taping.cutting import cutting_room
from streaming.taping.recorder import recording

hub = Hub()


class Lifespan:
    """What runs beside the connections of this process."""

    async def start(self) -> None:
        """Before the first connection."""
        await hub.start()
        await media.start()
        await recording.start()
        await workshop.start()
        await cutting_room.start()
        await steward.start()
        self._timekeeper = asyncio.create_task(keep_time())

    async def stop(self) -> None:
        """After the last one."""
        self._timekeeper.cancel()
        await asyncio.gather(self._timekeeper, return_exceptions=True)
        await steward.stop()
        await cutting_room.stop()
        await workshop.stop()
        await recording.stop()
        await media.stop()
        await hub.stop()


lifespan = Lifespan()

websocket: Any = OriginChecked(URLRouter([path("ws", HallConsumer.as_asgi(hub=hub))]))
application = ProtocolTypeRouter({"http": django_application, "websocket": websocket})
