"""The server that sends e-mails."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MailServer:
    """The SMTP server that sends e-mails. `security` is "" for none, "tls" from the start, or "starttls" (RFC 3207)."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = ""
