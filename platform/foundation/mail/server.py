"""Where e-mails are sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MailServer:
    """Where e-mails are sent. `security` is "" for none, "tls" from the start, or "starttls" (RFC 3207)."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = ""
