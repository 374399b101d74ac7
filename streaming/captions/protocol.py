"""Captions. Which languages have them is in the stream `session/…`, the captions are in `captions/…`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Signal
from sessions.programme.protocol import LanguageTag

CaptionText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
CaptionSource = Literal["captioner", "automatic", "prepared"]
MAX_BACK_MS = 60_000
"""How far back the spoken words of a caption may lie, in milliseconds."""


class CaptionChannel(Entity):
    """A language in which a session has captions. Its id is the language's BCP 47 tag."""

    is_open: bool
    """Whether captions in it are written now."""
    on_hall_screen: bool
    """Whether the hall screen shows them."""


class Caption(Entity):
    """A final caption."""

    language: str
    source: CaptionSource
    turn: str | None
    """The turn in which the words were spoken."""
    text: str
    corrected: bool
    began_at: str
    ended_at: str


class OpenCaptions(Command):
    """Begin captions in a language."""

    type: Literal["captions.open"] = "captions.open"
    language: LanguageTag


class CloseCaptions(Command):
    """End captions in a language. What was written stays."""

    type: Literal["captions.close"] = "captions.close"
    language: LanguageTag


class ShowCaptionsInHall(Command):
    """Show the captions of a language on the hall screen, instead of those of another; none with an empty one."""

    type: Literal["captions.show_in_hall"] = "captions.show_in_hall"
    language: LanguageTag | Literal[""]


class WriteComingCaption(Command):
    """Show words that may still change. Not journaled."""

    type: Literal["caption.write_coming"] = "caption.write_coming"
    language: LanguageTag
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class WriteCaption(Command):
    """Write a final caption."""

    type: Literal["caption.write"] = "caption.write"
    language: LanguageTag
    text: CaptionText
    source: Literal["captioner", "prepared"] = "captioner"
    """`prepared`: words of the text that the delegation handed in to be spoken, to be checked against delivery. What
    speech recognition writes is `automatic`, whatever it says.
    """
    began_ms_ago: Annotated[int, Field(ge=0, le=MAX_BACK_MS)] = 0
    """How long ago the first of the words was spoken, in milliseconds."""
    ended_ms_ago: Annotated[int, Field(ge=0, le=MAX_BACK_MS)] = 0


class CorrectCaption(Command):
    """Correct one's own caption, shortly after it was written."""

    type: Literal["caption.correct"] = "caption.correct"
    caption: str
    text: CaptionText


class RemoveCaption(Command):
    """Take a caption from all screens and from the minutes."""

    type: Literal["caption.remove"] = "caption.remove"
    caption: str


class RestoreCaption(Command):
    """Show a removed caption again."""

    type: Literal["caption.restore"] = "caption.restore"
    caption: str


class CaptionsOpened(Event):
    """Captions in a language began."""

    type: Literal["captions.opened"] = "captions.opened"
    language: str


class CaptionsClosed(Event):
    """Captions in a language ended."""

    type: Literal["captions.closed"] = "captions.closed"
    language: str


class CaptionsShownInHall(Event):
    """The hall screen shows the captions of a language, or none."""

    type: Literal["captions.shown_in_hall"] = "captions.shown_in_hall"
    language: str


class CaptionWritten(Event):
    """A caption was written."""

    type: Literal["caption.written"] = "caption.written"
    caption: str


class CaptionCorrected(Event):
    """A caption was corrected."""

    type: Literal["caption.corrected"] = "caption.corrected"
    caption: str


class CaptionRemoved(Event):
    """A caption was removed."""

    type: Literal["caption.removed"] = "caption.removed"
    caption: str


class CaptionRestored(Event):
    """A removed caption is shown again."""

    type: Literal["caption.restored"] = "caption.restored"
    caption: str


class ComingCaptions(Signal):
    """The words that may still change, by language."""

    texts: dict[str, str]


ENTITIES = {"caption_channel": CaptionChannel, "caption": Caption}
SIGNALS = {"caption.coming": ComingCaptions}
