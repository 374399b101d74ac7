"""Statements in writing (FL4), as the wire knows them. All belong to the stream `session/…`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.wire.protocol import Command, Entity, Event
from sessions.floor.protocol import Group


class WrittenStatement(Entity):
    """A statement handed in in writing; it takes no turn (FL4)."""

    party: str
    language: str
    text: str
    on_behalf_of: str
    submitted_at: str


class SubmitStatement(Command):
    """Hand in a statement in writing: at most 500 words, 800 on behalf of a group (FL4)."""

    type: Literal["written.submit"] = "written.submit"
    language: str = Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$", max_length=12)
    """A BCP 47 tag, such as `fj` or `zh-Hant`."""
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12000)]
    on_behalf_of: Group = ""


class StatementSubmitted(Event):
    """A party handed in a statement in writing."""

    type: Literal["written.submitted"] = "written.submitted"
    statement: str
    party: str


ENTITIES = {"written_statement": WrittenStatement}
