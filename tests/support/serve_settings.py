"""Settings for `manage.py serve` with an application that does nothing, because only the command is tested."""

import os
import sys
from typing import Any

SECRET_KEY = "for tests alone"
INSTALLED_APPS = ["foundation.wire"]
USE_TZ = True
ASGI_APPLICATION = "tests.support.serve_settings.application"
WIRE_LIFESPAN = "tests.support.serve_settings.Lifespan"
WIRE_BODIES = "foundation.http.upload_hooks.no_files"
CONNECTIONS_PER_ADDRESS, TRUSTED_PROXIES = 100, list[str]()
DEMO, PUBLIC_URL = os.environ["SERVE_DEMO"] == "1", os.environ["SERVE_PUBLIC_URL"]
SOCKET_PING_SECONDS, SOCKET_PONG_SECONDS = 10, 12


class Lifespan:
    """Prints when each phase is called."""

    @staticmethod
    async def start() -> None:
        """Called before the first connection."""
        _print_word("started")

    @staticmethod
    async def drain() -> None:
        """Called when no more connections are accepted."""
        _print_word("draining")

    @staticmethod
    async def stop() -> None:
        """Called after the last connection."""
        _print_word("stopped")


async def application(scope: Any, receive: Any, send: Any) -> None:
    """An ASGI application that answers nothing."""


def _print_word(word: str) -> None:
    sys.stdout.write(f"{word}\n")
