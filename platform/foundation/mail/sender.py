"""Sends the e-mails of the outbox by SMTP (RFC 5321), one after the other, at a limited rate."""

import logging
import smtplib
import ssl
import time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from django.conf import settings

from foundation.jobs.models import Job
from foundation.jobs.queue import State
from foundation.jobs.worker import JobWorker, Result
from foundation.mail import outbox
from foundation.mail.server import MailServer
from foundation.text import on_one_line

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 20.0
"""How long each answer of the server is awaited. An e-mail whose dialogue outlasts the lease
(`outbox.KIND`) is `UNSURE` until its sender stores the outcome."""


class MailSender(JobWorker):
    """Sends the e-mails that are due, if there is a mail server."""

    name = "mail sender"
    poll_seconds = 5.0
    kind = outbox.KIND

    def __init__(self) -> None:
        super().__init__()
        self._connection: smtplib.SMTP | None = None
        self._is_reachable = True

    async def start(self) -> None:
        """Start to send e-mails, if there is a mail server."""
        if settings.MAIL_SERVER is not None:
            await super().start()

    def work_once(self) -> bool:
        """Send the next e-mail. Returns False if none is due or there is no connection."""
        began = time.monotonic()
        if not super().work_once():
            self._disconnect()
            return False
        self._stopping.wait(max(0.0, 60 / settings.MAILS_A_MINUTE - (time.monotonic() - began)))
        return True

    def do(self, job: Job) -> Result | None:
        """Send an e-mail."""
        assert settings.MAIL_SERVER is not None  # else it was not started
        try:
            server = self._connection = self._connection or connect(settings.MAIL_SERVER)
        except (OSError, smtplib.SMTPException) as error:
            if self._is_reachable:
                logger.warning("The mail server cannot be reached, and e-mails wait: %s", error)
            self._is_reachable = False
            return None
        self._is_reachable = True
        try:
            message = compose(job).as_bytes(policy=SMTP)
        except ValueError as error:
            return State.FAILED, str(error)
        try:
            refused = _send_envelope(server, job.to)
        except (OSError, smtplib.SMTPException) as error:
            # Without DATA the server has not taken the e-mail.
            self._disconnect()
            return State.WAITING, str(error)
        try:
            refused = refused or _refusal(server.data(message))
        except smtplib.SMTPDataError as error:
            refused = (error.smtp_code, _as_bytes(error.smtp_error))
        except (OSError, smtplib.SMTPException) as error:
            self._disconnect()
            return State.UNSURE, str(error)
        if refused is None:
            return State.DONE, ""
        code, why = refused
        return State.WAITING if code < 500 else State.FAILED, f"{code} {why.decode(errors='replace')}"

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.quit()
            except (OSError, smtplib.SMTPException):
                connection.close()


def connect(server: MailServer) -> smtplib.SMTP:
    """A connection that is ready to take e-mails. Raises `OSError`, `SMTPException`."""
    context = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
    try:
        if server.security == "starttls":
            connection.starttls(context=context)
        connection.ehlo_or_helo_if_needed()
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def compose(job: Job) -> EmailMessage:
    """The message, with text, HTML and calendar as alternatives (RFC 2046). Raises `ValueError` for an address with a
    line break.
    """
    mail = job.payload
    message = EmailMessage()
    message["From"] = settings.MAIL_FROM
    message["To"] = job.to
    # A name or a title in it may have line breaks. An encoded word (RFC 2047) would be decoded here, and Python before
    # 3.11.10 writes the line breaks in it as they are: as further headers.
    message["Subject"] = on_one_line(mail["subject"]).replace("=?", "= ?")
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = mail["message_id"]
    # RFC 3834: programs send no automatic reply to it.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail["text"])
    if mail["html"]:
        message.add_alternative(mail["html"], subtype="html")
    if mail["calendar"]:
        message.add_attachment(
            mail["calendar"], subtype="calendar", filename="invitation.ics", params={"method": "PUBLISH"}
        )
    return message


Refused = tuple[int, bytes]
"""A reply by which the SMTP server refuses (RFC 5321, 4.2): its code and text. Codes 4yz mean for now, 5yz for good."""


def _send_envelope(server: smtplib.SMTP, to: str) -> Refused | None:
    server.rset()
    return _refusal(server.mail(_bare_address(settings.MAIL_FROM))) or _refusal(server.rcpt(to))


def _refusal(answer: Refused) -> Refused | None:
    return answer if answer[0] >= 400 else None


def _as_bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _bare_address(sender: str) -> str:
    """The bare address in a sender: `hall@example.org` of `Balai <hall@example.org>`."""
    return sender.rpartition("<")[2].rstrip(">")


mail_sender = MailSender()
