"""Protocol of the language versions of an outcome document. Stream `outcome/…`."""

from typing import Annotated, Literal

from pydantic import Field

from foundation.messages.protocol import Command, Entity, Event
from sessions.outcome import markup
from sessions.outcome.protocol import Language, ParagraphText, Version


class OutcomeTranslation(Entity):
    """A paragraph in another language than the authentic one, out of date if the paragraph has a later version."""

    paragraph: str
    language: str
    of_version: int
    text: str


class TranslateParagraph(Command):
    """Write a paragraph in another language. An empty text removes it.

    `of_version` is the version that was translated. `seen` is the text that stood there before: if somebody else
    changed it, the command is refused.
    """

    type: Literal["outcome.translate"] = "outcome.translate"
    paragraph: str
    language: Language
    of_version: Version
    text: ParagraphText
    seen: Annotated[str, Field(max_length=markup.LONGEST)] = ""


class ParagraphTranslated(Event):
    """A paragraph has another text in a language, or none any more."""

    type: Literal["outcome.translated"] = "outcome.translated"
    paragraph: str
    language: str


ENTITIES = {"outcome_translation": OutcomeTranslation}
