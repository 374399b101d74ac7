"""Protocol of written statements (FL4). Stream `session/…`.

A file is handed in over REST (`PUT /api/v1/sessions/<id>/written`), with the same facts as a text.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from foundation.messages.protocol import Command, Entity, Event, Message
from sessions.floor.protocol import Group
from sessions.written_statements.rich_text import clean_html

MAX_CHARACTERS = 20_000
FileKind = Literal["", "docx", "pdf"]
Prepared = Literal["statement", "intervention"]
"""The kinds of turns whose text a party can hand in beforehand."""


class WrittenStatement(Entity):
    """A written statement, which takes no turn, or the text of a spoken one (FL4)."""

    party: str
    language: str
    text: str
    """Empty while it is held, except for moderators."""
    rich: bool
    """Whether the text is HTML. It then has paragraphs, headings, lists, bold and italics, and nothing else."""
    words: int
    on_behalf_of: str
    kind: Prepared
    """The kind of turn in which it is spoken, if it is the text of a spoken statement."""
    spoken: bool
    """Whether it is spoken or read out. The spoken words count if they differ ("check against delivery")."""
    held: bool
    """Whether only moderators, interpreters and its own party may read it, until the party is called."""
    file: FileKind
    """The kind of the handed-in file, which staff can fetch unchecked. Empty for a typed text. Readers of the
    text can fetch a DOCX file made of it."""
    submitted_at: str


class MyStatement(WrittenStatement):
    """Only to the party: its own held text, which it can replace and take back."""


class About(Message):
    """What a party says about a statement that it hands in, as text or as a file."""

    language: str = Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$", max_length=12)
    """A BCP 47 tag, such as `fj` or `zh-Hant`."""
    on_behalf_of: Group = ""
    spoken: bool = False
    """Whether it will be spoken or read out. It is then held until the party is called."""
    kind: Prepared = "statement"
    """The kind of turn in which it will be spoken. Group names that differ only in spelling count as one group."""
    replaces: str | None = None
    """A held statement of the party, which this one replaces."""


class SubmitStatement(Command, About):
    """Hand in a written statement: at most 500 words, or 800 on behalf of a group (FL4)."""

    type: Literal["written.submit"] = "written.submit"
    rich: bool = False
    """Whether the text is HTML. Tags that are not allowed are removed."""
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_CHARACTERS)]

    @field_validator("text")
    @classmethod
    def _clean(cls, text: str, info: ValidationInfo) -> str:
        # Here and not in the service: the command is parsed before the transaction begins.
        return clean_html(text) if info.data.get("rich") else text


class WithdrawStatement(Command):
    """Take back a held text of the seat's own party (FL4)."""

    type: Literal["written.withdraw"] = "written.withdraw"
    statement: str


class StatementSubmitted(Event):
    """A party handed in a written statement, or the text of a statement that it will speak."""

    type: Literal["written.submitted"] = "written.submitted"
    statement: str
    party: str
    held: bool
    replaced: bool


class StatementWithdrawn(Event):
    """A party took back a held text."""

    type: Literal["written.withdrawn"] = "written.withdrawn"
    statement: str
    party: str


ENTITIES = {"written_statement": WrittenStatement, "my_statement": MyStatement}
