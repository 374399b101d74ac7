"""The ASGI application: HTTP by Django, WebSockets by the consumer, and the background services."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.asgi import get_asgi_application

django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.urls import path, re_path

from config.request_queue import MEDIA, RequestQueue
from foundation.database import share_connections
from foundation.database_check import check_database
from foundation.database_log_filter import is_outage
from foundation.http.handler_by_path import HandlerByPath
from foundation.http.on_loop import LoopHandler
from foundation.http.one_thread import OneThreadHandler
from foundation.mail.sender import mail_sender
from foundation.processes.open_file_limit import close_to_others
from foundation.processes.shutdown import PARTS_STOPPED, STOPPED, stopping
from foundation.wire.consumer import WireConsumer
from foundation.wire.hub import Hub
from foundation.wire.origin import OriginCheck
from sessions.demo.hidden_warning import demo_hidden_warning
from sessions.documents.worker import document_worker
from sessions.exports.worker import export_worker
from sessions.floor.timekeeper import timekeeper
from sessions.outcome.adoption.worker import silence_worker
from sessions.personal_data.retention import retention_worker
from sessions.webhooks.sender import webhook_sender
from streaming.microphones.process_controller import controller
from streaming.session_recordings.finishing_worker import finishing_worker
from streaming.session_recordings.recording_supervisor import recorder_service
from streaming.signalling.media import media
from streaming.signalling.relay_watcher import relay_watcher
from streaming.video_statements.transcoder import transcoder

hub = Hub()
logger = logging.getLogger(__name__)

MEDIA_RESOURCES = f"{MEDIA}resources/"
"""Where a page changes or ends its WHIP or WHEP connection: hundreds may choose another language in one second."""

RETRY_SECONDS = 1.0
"""How long a starting process waits before it tries the database again."""

PARTS: dict[str, list[Any]] = {
    "": [
        hub,
        demo_hidden_warning,
        media,
        recorder_service,
        transcoder,
        finishing_worker,
        controller,
        timekeeper,
        document_worker,
        silence_worker,
        export_worker,
        mail_sender,
        webhook_sender,
        retention_worker,
    ],
    "web": [
        hub,
        demo_hidden_warning,
        relay_watcher,
        transcoder,
        finishing_worker,
        controller,
        timekeeper,
        document_worker,
        silence_worker,
        export_worker,
        mail_sender,
        webhook_sender,
        retention_worker,
    ],
    "relay": [hub, media, recorder_service],
}
"""The background services by process type. The hub is first, because the others send their hints through it.

A relay's hub sends hints, and has no readers.
"""


class Lifespan:
    """Starts and stops the background services of this process."""

    async def start(self) -> None:
        """Start the services before the first connection is accepted. Waits for the database without a limit.

        Raises `ImproperlyConfigured` if the database answers but cannot be used.
        """
        await _until_done("Balai", lambda: asyncio.to_thread(check_database))
        # After the database check: a wrong DATABASE_URL may name somebody else's file.
        await asyncio.to_thread(make_data_private)
        share_connections()
        for part in PARTS[settings.PROCESS_TYPE]:
            await _until_done(type(part).__name__, part.start)

    async def drain(self) -> float:
        """Accept no more commands. Called when the server accepts no more connections.

        Returns for how many seconds no process will accept connections. Clients reconnect after that time.
        """
        return await hub.drain()

    async def stop(self) -> None:
        """Stop the services after the last connection was closed.

        The hub stops last. The others stop at the same time, so that none waits for another.
        """
        first, *others = PARTS[settings.PROCESS_TYPE]
        await asyncio.gather(*(_stop(part, PARTS_STOPPED) for part in reversed(others)))
        await _stop(first, STOPPED)


def make_data_private() -> None:
    """Remove other users' permissions from stored files, including those that an earlier version left open."""
    names = [settings.DATA_DIR / name for name in settings.PRIVATE_NAMES]
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        names += [Path(f"{database['NAME']}{end}") for end in ("", "-wal", "-shm")]
    if open_still := close_to_others([*names, settings.RECORDINGS_DIR]):
        logger.warning(
            "Others on this machine may read %s (%s such): close it to them with chmod.",
            open_still[0],
            len(open_still),
        )


async def _until_done(name: str, start: Callable[[], Awaitable[None]]) -> None:
    """Start a service. If the database is unavailable, try again until it answers.

    A service can be started again, because it does nothing before it uses the database.
    """
    while True:
        try:
            await start()
            return
        except (OperationalError, InterfaceError) as error:
            if not is_outage(error):
                raise
            logger.exception("%s waits to start", name)
        await asyncio.sleep(RETRY_SECONDS)


async def _stop(part: Any, moment: float) -> None:
    try:
        async with stopping.timeout_at(moment):
            await part.stop()
    except TimeoutError:
        logger.warning("%s did not stop in time", type(part).__name__)
    except Exception:
        logger.exception("%s did not stop as it should; the others go on", type(part).__name__)


lifespan = Lifespan()


async def refuse_websocket(scope: Any, receive: Any, send: Any) -> None:
    """Refuse a WebSocket at a path that is not served. A relay serves no WebSocket."""
    await send({"type": "websocket.close"})


unknown_path: Any = refuse_websocket
wire: Any = OriginCheck(URLRouter([path("ws", WireConsumer.as_asgi(hub=hub)), re_path("", unknown_path)]))
websocket = refuse_websocket if settings.PROCESS_TYPE == "relay" else wire
handlers = {MEDIA_RESOURCES: LoopHandler(), MEDIA: django_application}
http = RequestQueue(HandlerByPath(handlers, OneThreadHandler()))
application = ProtocolTypeRouter({"http": http, "websocket": websocket})
