"""Protocol of new conferences that are made from existing ones."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Event
from sessions.programme.protocol import DateText, GivenText

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=50)]
"""The part of an address that names a conference: `/c/<slug>/`."""
ShortName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class CopyConference(Command):
    """Stream `conference/…`: make a new conference with the plan of this one. The sender is its organiser.

    Each session begins at the same time of day, and as many days after the first day, as the session that it copies.
    With a new time zone, times of day are in that zone. Nothing of what happened is copied, and no people.
    """

    type: Literal["programme.copy_conference"] = "programme.copy_conference"
    slug: Slug
    name: GivenText
    short: ShortName
    first_day: DateText
    timezone: Annotated[str, Field(max_length=64)] | None = None
    """The IANA time zone of the new conference, or null for that of this one."""
    parties: bool = False
    """Whether the delegations and organisations are copied too, with their names and groups, and without members."""


class ConferenceCopied(Event):
    """Stream `conference/…`, for the staff: a new conference was made with the plan of this one."""

    type: Literal["programme.conference_copied"] = "programme.conference_copied"
    slug: str


class ConferenceMade(Event):
    """Stream `conference/…`, its first event: the conference was made with the plan of another one."""

    type: Literal["programme.conference_made"] = "programme.conference_made"
    like: str
    """The slug of the conference whose plan was copied."""
