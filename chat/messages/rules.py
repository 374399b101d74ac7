"""Who may write to a channel, and when. Pure."""

from datetime import datetime, timedelta
from typing import Final

from foundation.refusals import Refusal
from foundation.text import is_readable

EVERYONE, DELEGATES, BACKSTAGE = "everyone", "delegates", "backstage"

LIVE: Final = 100
"""How many of the latest messages of a channel its snapshot has. Earlier ones are read page by page."""

EDITABLE_FOR: Final = timedelta(minutes=15)
"""How long an author may change the words of a message."""


def party_channel(party: str | int) -> str:
    """The channel of a delegation."""
    return f"party/{party}"


def party_of(channel: str) -> str | None:
    """The id of the delegation whose channel this is, or None."""
    return channel.removeprefix("party/") if channel.startswith("party/") else None


def booth_channel(language: str) -> str:
    """The channel of the interpreters of a booth."""
    return f"booth/{language}"


def booth_of(channel: str) -> str | None:
    """The language of the booth whose channel this is, or None."""
    return channel.removeprefix("booth/") if channel.startswith("booth/") else None


def check_text(text: str) -> None:
    """Check that a message has at least one visible character. Refuses `message.blank`."""
    if not is_readable(text):
        raise Refusal("message.blank", "Write your message first.")


def check_mode(mode: str, *, moderates: bool) -> None:
    """Check that people may write to everyone now. Moderators may unless messages are off.

    Refuses `message.off`, `message.read_only`.
    """
    if mode == "off":
        raise Refusal("message.off", "This session has no messages to everyone.")
    if mode == "read_only" and not moderates:
        raise Refusal(
            "message.read_only", "Only moderators write to everyone now. Your message was not sent."
        )


def check_pace(last: datetime | None, slow_s: int, now: datetime) -> None:
    """Check that enough time has passed since a person's last message. Refuses `message.slow`."""
    if last is not None and (left := last + timedelta(seconds=slow_s) - now) > timedelta(0):
        wait = -(-left // timedelta(seconds=1))
        raise Refusal("message.slow", f"Messages are taken slowly here. Write again in {wait} seconds.")


def check_editable(sent_at: datetime, now: datetime) -> None:
    """Check that a message may still be edited. Refuses `message.too_late`."""
    if now - sent_at > EDITABLE_FOR:
        minutes = int(EDITABLE_FOR.total_seconds() // 60)
        raise Refusal(
            "message.too_late",
            f"A message can be changed for {minutes} minutes. Write another one, or delete this one.",
        )


def unknown_refusal() -> Refusal:
    """`message.unknown`: the reader sees no message with this number in the session."""
    return Refusal("message.unknown", "There is no such message here. Look at the messages again.")
