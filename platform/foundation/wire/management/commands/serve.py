"""`manage.py serve`: the whole of Balai in this process."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string
from twisted.internet.error import CannotListenError


class Command(BaseCommand):
    """Serves HTTP, WebSockets and media until Ctrl-C or SIGTERM."""

    help = "Serve Balai until Ctrl-C or SIGTERM."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Django's hook."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
        parser.add_argument("--port", default=8000, type=int, help="port to listen on (default: %(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve; exit code 1 with one sentence where the port cannot be had."""
        host, port = options["host"], options["port"]
        try:
            self.serve(host, port)
        except KeyboardInterrupt:
            # Ctrl-C before the server took the signal over.
            return
        except CannotListenError as error:
            why = getattr(error.socketError, "strerror", error.socketError)
            self.stderr.write(f"Cannot listen on {_shown(host)}:{port}: {why}. Choose another port.")
            sys.exit(1)

    def serve(self, host: str, port: int) -> None:
        """Start the application, the hub and the relay on one event loop."""
        # The import installs Twisted's reactor, which no other command wants.
        from foundation.wire.server import Server, tcp_endpoint

        lifespan = import_string(settings.WIRE_LIFESPAN)

        async def start() -> None:
            await lifespan.start()
            self.stdout.write(f"Balai is at http://{_shown(host)}:{port}/ (Ctrl-C stops)")
            self.stdout.flush()

        application = import_string(settings.ASGI_APPLICATION)
        Server(application, tcp_endpoint(host, port), start, lifespan.stop).run()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
