"""Sends webhooks over HTTPS, one after the other, and only to addresses of the public Internet or allowed ones."""

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from foundation import clock
from foundation.processes.worker import Worker
from foundation.version import __version__
from sessions.webhooks import outbox, rules
from sessions.webhooks.models import WebhookDelivery

CONNECT_SECONDS = 10.0
WHOLE_SECONDS = 20.0
"""Seconds that a try may take in all, even if its answer comes slowly."""
GONE = 410


class Unsendable(Exception):
    """Raised if a message could not be sent, or if its address did not accept it."""


class WebhookSender(Worker):
    """Makes deliveries from journal entries, and sends them.

    Each process has one. Only one process claims a delivery. The sender reads the journal once a second, not at each
    commit, so that it never delays a busy session.
    """

    name = "webhook sender"
    poll_seconds = 1.0

    def __init__(self) -> None:
        super().__init__()
        self._cleaned: datetime | None = None

    def work_once(self) -> bool:
        """Read the journal, and send the next message. Returns False if none is due."""
        outbox.collect_deliveries()
        row = outbox.claim_next()
        if row is not None:
            deliver(row)
            return True
        if self._cleaned is None or clock.now() - self._cleaned > rules.TRIED_FOR / 24:
            outbox.delete_old()
            self._cleaned = clock.now()
        return False


def deliver(row: WebhookDelivery) -> None:
    """Send a message once, and store the result."""
    try:
        status = post(row, clock.now())
    except (Unsendable, OSError, http.client.HTTPException, ValueError) as error:
        outbox.note_failed_try(row, None, str(error) or type(error).__name__)
        return
    if 200 <= status < 300:
        outbox.mark_sent(row, status)
    elif status == GONE:
        outbox.disable_webhook(row, status, "The address answered 410: it wants no more webhooks.")
    elif 300 <= status < 400:
        outbox.note_failed_try(
            row, status, f"The address answered {status}, a redirection. These are not followed."
        )
    else:
        outbox.note_failed_try(row, status, f"The address answered {status}.")


def post(row: WebhookDelivery, now: datetime) -> int:
    """Send a message. Returns the status of the answer, whose body is not read.

    Raises `Unsendable`, `OSError`, `http.client.HTTPException`, `ValueError`.
    """
    parts = urlsplit(row.webhook.url)
    stamp = int(now.timestamp())
    connection = _connection_to(parts)
    timer = threading.Timer(WHOLE_SECONDS, _shut_down_socket, [connection])
    timer.start()
    try:
        connection.request(
            "POST",
            (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
            body=row.body.encode(),
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "User-Agent": f"Balai/{__version__}",
                "webhook-id": row.message_id,
                "webhook-timestamp": str(stamp),
                "webhook-signature": rules.signature(row.webhook.secret, row.message_id, stamp, row.body),
                "Connection": "close",
            },
        )
        return connection.getresponse().status
    finally:
        timer.cancel()
        connection.close()


def _connection_to(parts: SplitResult) -> http.client.HTTPConnection:
    """A connection to the IP address that was checked. The host name is resolved only once, so that the address cannot
    change in between.
    """
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    allowed = rules.allowed_hosts(settings.WEBHOOKS_ALLOWED_HOSTS)
    rules.check_url(parts.geturl(), allowed)
    address = resolve_host(host, port, allowed)
    plain = socket.create_connection((address, port), timeout=CONNECT_SECONDS)
    connection = http.client.HTTPConnection(host, port, timeout=CONNECT_SECONDS)
    try:
        if parts.scheme == "https":
            plain = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    connection.sock = plain
    return connection


def resolve_host(host: str, port: int, allowed: rules.AllowedHosts) -> str:
    """The first address of a host. Raises `Unsendable` if one of its addresses is neither of the public Internet nor
    allowed.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    for each in addresses:
        address = ipaddress.ip_address(each)
        if not rules.is_reachable(address, allowed, host):
            raise Unsendable(
                f"{host} is at {address}, which is not of the public Internet, and not in WEBHOOKS_ALLOWED_HOSTS."
            )
    if not addresses:
        raise Unsendable(f"{host} has no address.")
    return addresses[0]


def _shut_down_socket(connection: http.client.HTTPConnection) -> None:
    """End a try that takes too long: its reads then fail at once."""
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


webhook_sender = WebhookSender()
