"""What stands at the doors: each connection, and whose it is."""

from dataclasses import dataclass

from streaming.signalling.media_tokens import MediaToken


@dataclass(frozen=True)
class MediaConnection:
    """One WHIP or WHEP resource: whose it is, in which order it came, from which address, and when it ends by itself.

    `until` is the loop's time in seconds, or None.
    """

    ticket: MediaToken
    order: int
    address: str
    until: float | None = None
