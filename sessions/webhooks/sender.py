"""Sends webhooks over HTTPS, one after the other, and only to addresses of the public Internet or allowed ones."""

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.db.models import Q

from foundation import clock
from foundation.jobs.models import Job
from foundation.jobs.queue import State
from foundation.jobs.worker import JobWorker, Result
from foundation.version import __version__
from sessions.webhooks import outbox, rules
from sessions.webhooks.models import Webhook

CONNECT_SECONDS = 10.0
WHOLE_SECONDS = 20.0
"""Seconds that a try may take in all, even if its answer comes slowly."""
GONE = 410


class Unsendable(Exception):
    """Raised if a message may not be sent to an address."""


class WebhookSender(JobWorker):
    """Makes deliveries from journal entries, and sends them.

    It reads the journal once a second, not at each commit, so that it never delays a busy session.
    """

    name = "webhook sender"
    poll_seconds = 1.0
    kind = outbox.KIND

    def ready(self) -> Q:
        """Deliveries to webhooks that are switched on."""
        return Q(to__in=outbox.numbers_of(Webhook.objects.filter(is_active=True, removed_at=None)))

    def work_once(self) -> bool:
        """Read the journal, and send the next message. Returns False if none is due."""
        outbox.collect_deliveries()
        return super().work_once()

    def do(self, job: Job) -> Result:
        """Send a message once. The status of the answer is put into the job's payload. A message of a conference with a
        local box is kept there, and no address is asked.
        """
        hook = Webhook.objects.filter(pk=job.to).select_related("conference").first()
        if hook is None:
            return State.FAILED, "The webhook was removed."
        job.payload["status"] = None
        if hook.conference.local_box:
            outbox.delete_kept(hook)
            job.payload["kept"] = True
            return State.DONE, ""
        try:
            status = post(hook, job.payload, clock.now())
        except (Unsendable, OSError, http.client.HTTPException, ValueError) as error:
            return State.WAITING, str(error) or type(error).__name__
        job.payload["status"] = status
        if 200 <= status < 300:
            return State.DONE, ""
        if status == GONE:
            Webhook.objects.filter(pk=hook.pk).update(is_active=False)
            return State.FAILED, "The address answered 410: it wants no more webhooks."
        why = ", a redirection. These are not followed." if 300 <= status < 400 else "."
        return State.WAITING, f"The address answered {status}{why}"


def post(hook: Webhook, message: dict[str, Any], now: datetime) -> int:
    """Send a message. Returns the status of the answer, whose body is not read.

    Raises `Unsendable`, `OSError`, `http.client.HTTPException`, `ValueError`.
    """
    parts = urlsplit(hook.url)
    stamp = int(now.timestamp())
    connection = _connection_to(parts)
    timer = threading.Timer(WHOLE_SECONDS, _shut_down_socket, [connection])
    timer.start()
    try:
        connection.request(
            "POST",
            (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
            body=message["body"].encode(),
            headers={
                "Content-Type": "application/json; charset=utf-8",
                "User-Agent": f"Balai/{__version__}",
                "webhook-id": message["message_id"],
                "webhook-timestamp": str(stamp),
                "webhook-signature": rules.signature(
                    hook.secret, message["message_id"], stamp, message["body"]
                ),
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
