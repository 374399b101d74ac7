"""Protocol of equipment keys. Stream `session/…`. Keys are made and revoked over REST. Their text is in no message."""

from typing import Literal

from foundation.messages.protocol import Event


class BoothKeyRevoked(Event):
    """The key of the hall's booth of a language channel was revoked. If the booth was on duty, it no longer is."""

    type: Literal["media.booth_key_revoked"] = "media.booth_key_revoked"
    language: str
