"""`manage.py serve`: serves all of Balai in this process."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string
from twisted.internet.error import CannotListenError

from foundation.processes.data_folder import hold_folder

LAST_PORT = 65535


class Command(BaseCommand):
    """Serves HTTP, WebSockets and media until Ctrl-C or SIGTERM."""

    help = "Serve Balai until Ctrl-C or SIGTERM. --host and --https-host may be given more than once."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Called by Django. Declares the options."""
        parser.add_argument(
            "--host", action="append", help="address to listen on; may be given again (default: 127.0.0.1)"
        )
        parser.add_argument(
            "--port", default=8000, type=_parse_port, help="port to listen on (default: %(default)s)"
        )
        parser.add_argument(
            "--https-port", type=_parse_port, help="port for HTTPS; needs --certificate and --key"
        )
        parser.add_argument("--https-host", action="append", help="address for HTTPS (default: as --host)")
        parser.add_argument(
            "--certificate",
            type=Path,
            help="certificate file in PEM, with intermediate certificates after it",
        )
        parser.add_argument("--key", type=Path, help="the certificate's private key, in PEM")
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="first migrate the database, then load the demo or print the first organiser's link",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve. If a port cannot be bound, exit with code 1 and one sentence."""
        try:
            if options["prepare"]:
                self.prepare(options["port"])
            self.serve(options)
        except KeyboardInterrupt:
            # Ctrl-C before the server handled the signal.
            return
        except CannotListenError as error:
            why = getattr(error.socketError, "strerror", error.socketError)
            self.stderr.write(
                f"Cannot listen on {_host_in_url(error.interface)}:{error.port}: {why}. Choose another port."
            )
            sys.exit(1)

    def prepare(self, port: int) -> None:
        """Make the database ready, in the process that serves: each process takes seconds to start.

        The connection is closed, because a process that serves opens its own in another way.
        """
        if fault := hold_folder(settings.DATA_DIR):
            raise CommandError(fault)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            # In the words of the set-up: a line for each migration would fill the screen.
            self.stdout.write("Preparing the database … ", ending="")
            self.stdout.flush()
            call_command("migrate", interactive=False, skip_checks=True, verbosity=0)
            self.stdout.write("done")
        if settings.DEMO:
            call_command("demo", skip_checks=True)
        else:
            call_command("organiser_link", if_none=True, url=f"http://localhost:{port}", skip_checks=True)
        connection.close()

    def serve(self, options: dict[str, Any]) -> None:
        """Start the application, the hub and the relay on one event loop."""
        # The import installs Twisted's reactor, which other commands must not do.
        from foundation.wire.http_request import Limits
        from foundation.wire.server import Server, tcp_endpoint, tls_endpoint

        hosts, port = options["host"] or ["127.0.0.1"], options["port"]
        endpoints = [tcp_endpoint(host, port) for host in hosts]
        if options["https_port"] is not None:
            files = _certificate_and_key(options)
            endpoints += [
                tls_endpoint(host, options["https_port"], *files) for host in options["https_host"] or hosts
            ]
        lifespan = import_string(settings.WIRE_LIFESPAN)

        async def start() -> None:
            await lifespan.start()
            self.stdout.write(f"Balai is at {_public_address(hosts[0], port)}/ (Ctrl-C stops)")
            self.stdout.flush()

        application = import_string(settings.ASGI_APPLICATION)
        Server(
            application,
            endpoints,
            start,
            lifespan.stop,
            import_string(settings.WIRE_BODIES),
            ping=settings.SOCKET_PING_SECONDS,
            pong=settings.SOCKET_PONG_SECONDS,
            on_drain=lifespan.drain,
            limits=Limits(connections=settings.CONNECTIONS_PER_ADDRESS),
        ).run()


def _parse_port(given: str) -> int:
    """A port number from the command line."""
    if not given.isdecimal() or int(given) > LAST_PORT:
        raise ArgumentTypeError(f"{given} is no port. Give a number up to {LAST_PORT}.")
    return int(given)


def _certificate_and_key(options: dict[str, Any]) -> tuple[Path, Path]:
    for option in ("certificate", "key"):
        if options[option] is None or not options[option].is_file():
            raise CommandError(f"HTTPS needs a file for --{option}.")
    return options["certificate"], options["key"]


def _public_address(host: str, port: int) -> str:
    """The URL at which people open Balai.

    Cookies and passkeys belong to its host name. At another host name, people have to sign in again.
    """
    if settings.PUBLIC_URL and not settings.DEMO:
        return str(settings.PUBLIC_URL)
    is_own = host == "127.0.0.1" and not settings.DEMO
    return f"http://{'localhost' if is_own else _host_in_url(host)}:{port}"


def _host_in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
