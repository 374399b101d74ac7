"""The server that sends e-mails."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class MailServer:
    """The SMTP server that sends e-mails. `security` is "" for none, "tls" from the start, or "starttls" (RFC 3207)."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = ""


def sends_links() -> bool:
    """Whether e-mails are sent, and their links lead to this server."""
    return settings.MAIL_SERVER is not None and bool(settings.PUBLIC_URL)
