"""When captions may be written and corrected. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from babel import Locale, UnknownLocaleError

from foundation.refusals import Refusal
from foundation.text import clean_text, is_readable

LIVE: Final = 40
"""How many of the latest captions of a language a snapshot has. Earlier ones are read page by page."""

CORRECTABLE_FOR: Final = timedelta(seconds=10)
"""How long an author may correct a caption: later, nobody reads it any more, and the minutes have corrections."""

MAX_CHANNELS: Final = 12
"""The most languages in which a session has captions."""


def check_language(language: str) -> None:
    """Check that there is such a language. Refuses `captions.unknown_language`."""
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise Refusal(
            "captions.unknown_language", "There is no such language. Choose one from the list."
        ) from None


def check_text(text: str) -> None:
    """Check that a caption has at least one visible character. Refuses `caption.blank`."""
    if not is_readable(text):
        raise Refusal("caption.blank", "The caption has no words.")


def check_prepared(caption: str, texts: Collection[str]) -> None:
    """Check that a caption is a piece of one of the texts that the delegation with the floor handed in.

    Spaces, breaks and invisible characters do not count. Refuses `caption.no_prepared_text` if there is no text,
    `caption.not_prepared`.
    """
    if not texts:
        raise Refusal(
            "caption.no_prepared_text",
            "Who has the floor handed in no text in this language. Write what you hear.",
        )
    if not any(_words_of(caption) in _words_of(text) for text in texts):
        raise Refusal(
            "caption.not_prepared",
            "These words are not in the text that was handed in. Write them as what you hear.",
        )


def _words_of(text: str) -> str:
    return " ".join(clean_text(text).split())


def check_running(state: str) -> None:
    """Check that a session runs, so that there is something to write down. Refuses `captions.not_running`."""
    if state not in ("open", "suspended"):
        raise Refusal("captions.not_running", "The session does not run now, so no captions are taken.")


def check_correctable(written_at: datetime, now: datetime) -> None:
    """Check that a caption may still be corrected by its author. Refuses `caption.too_late`."""
    if now - written_at > CORRECTABLE_FOR:
        seconds = int(CORRECTABLE_FOR.total_seconds())
        raise Refusal(
            "caption.too_late",
            f"A caption can be corrected for {seconds} seconds. Write what is right as a new one.",
        )


def spoken_times(now: datetime, began_ms_ago: int, ended_ms_ago: int) -> tuple[datetime, datetime]:
    """When the words of a caption began and ended. The end is never before the begin."""
    ended = now - timedelta(milliseconds=ended_ms_ago)
    return min(now - timedelta(milliseconds=began_ms_ago), ended), ended
