"""Statements in writing (FL4), as the wire knows them. All belong to the stream `session/…`.

A file is handed in over REST (`PUT /api/sessions/<id>/written`), with the same facts about it as a text.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.floor.protocol import Group

MOST_CHARACTERS = 20_000
FileKind = Literal["", "docx", "pdf"]
Prepared = Literal["statement", "intervention"]
"""The kinds of turns whose text a party can hand in before."""


class WrittenStatement(Entity):
    """A statement handed in in writing, which takes no turn; or the text of one that is spoken (FL4)."""

    party: str
    language: str
    text: str
    """Empty while it is held, to all but moderators."""
    rich: bool
    """The text is HTML: paragraphs, headings, lists, bold and italics, and nothing else."""
    words: int
    on_behalf_of: str
    kind: Prepared
    """The kind of turn in which it is spoken, where it is."""
    spoken: bool
    """It is spoken, or read out: check against delivery."""
    held: bool
    """It is read by moderators and interpreters alone until its party is called."""
    file: FileKind
    """The kind of file it was handed in as, which staff can fetch unchecked; empty where it was typed. Whoever may read
    it fetches a DOCX file made of its text."""
    submitted_at: str


class MyStatement(WrittenStatement):
    """To the party alone: its own text while it is held, which it can replace and take back."""


class About(Message):
    """What a party says of a statement that it hands in, as text or as a file."""

    language: str = Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$", max_length=12)
    """A BCP 47 tag, such as `fj` or `zh-Hant`."""
    on_behalf_of: Group = ""
    spoken: bool = False
    """It will be spoken or read out: it is held until the party is called for it."""
    kind: Prepared = "statement"
    """As what it will be spoken; in the party's own name or for a group, however the group is spelled."""
    replaces: str | None = None
    """A statement of the party that is held, whose place it takes."""


class SubmitStatement(Command, About):
    """Hand in a statement in writing: at most 500 words, 800 on behalf of a group (FL4)."""

    type: Literal["written.submit"] = "written.submit"
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_CHARACTERS)]
    rich: bool = False
    """The text is HTML; what is not allowed in it is taken out."""


class WithdrawStatement(Command):
    """Take back a text of the seat's own party that is held (FL4)."""

    type: Literal["written.withdraw"] = "written.withdraw"
    statement: str


class StatementSubmitted(Event):
    """A party handed in a statement in writing, or the text of one that it will speak."""

    type: Literal["written.submitted"] = "written.submitted"
    statement: str
    party: str
    held: bool
    replaced: bool


class StatementWithdrawn(Event):
    """A party took back a text that was held."""

    type: Literal["written.withdrawn"] = "written.withdrawn"
    statement: str
    party: str


ENTITIES = {"written_statement": WrittenStatement, "my_statement": MyStatement}
