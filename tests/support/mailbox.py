"""A real SMTP server on loopback that keeps what it takes."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from foundation.mail.server import MailServer

REPLIES = {"refuse@": "550 5.1.1 No such mailbox", "later@": "451 4.3.0 Try again later"}


class Mailbox:
    """What the server took, in order.

    `refuse@…` gets 550 and `later@…` 451. `drop@…` loses its connection after DATA, and `gone@…` before it.
    `mute@…` gets no answer after DATA, and `deaf@…` none before it.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.connections = 0

    def to(self, address: str) -> list[EmailMessage]:
        """The mails to an address."""
        return [mail for mail in self.mails if mail["To"] == address]

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count the connections."""
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """The reply to RCPT."""
        for begin, reply in REPLIES.items():
            if address.startswith(begin):
                return reply
        if address.startswith("gone@"):
            server.transport.abort()
        if address.startswith("deaf@"):
            await asyncio.Event().wait()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """The reply to DATA."""
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if envelope.rcpt_tos[0].startswith("drop@"):
            server.transport.abort()
        if envelope.rcpt_tos[0].startswith("mute@"):
            await asyncio.Event().wait()
        return "250 OK"


@contextmanager
def mailbox(port: int = 0, security: str = "", **options: Any) -> Iterator[tuple[Mailbox, MailServer]]:
    """A running server, and how to reach it. `options` are those of aiosmtpd's controller."""
    taken = Mailbox()
    controller = _Controller(taken, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield taken, MailServer("127.0.0.1", controller.bound_port, security=security)
    finally:
        controller.stop()


class _Controller(Controller):
    """A controller that lets the kernel choose the port."""

    @property
    def bound_port(self) -> int:
        """The port."""
        port: int = self.server.sockets[0].getsockname()[1]
        return port

    def _trigger_server(self) -> None:
        self.port = self.bound_port
        super()._trigger_server()
