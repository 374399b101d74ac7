"""Announcements: in the stream `session/…` those to a session, in `conference/…` those to everybody."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event
from sessions.programme.protocol import LanguageTag

AnnouncedText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Texts = Annotated[dict[LanguageTag, AnnouncedText], Field(min_length=1, max_length=25)]
"""The text in each language in which it is given."""


class Announcement(Entity):
    """An announcement. Pages show each person the newest one once, and all of them in a list."""

    texts: dict[str, str]
    by: str | None
    """The participant who made it."""
    made_at: str


class Announce(Command):
    """Announce something to everybody in a session."""

    type: Literal["announcement.make"] = "announcement.make"
    texts: Texts


class WithdrawAnnouncement(Command):
    """Withdraw an announcement to a session."""

    type: Literal["announcement.withdraw"] = "announcement.withdraw"
    announcement: str


class RestoreAnnouncement(Command):
    """Show a withdrawn announcement to a session again."""

    type: Literal["announcement.restore"] = "announcement.restore"
    announcement: str


class AnnounceToConference(Command):
    """Announce something to everybody in the conference."""

    type: Literal["announcement.make_to_conference"] = "announcement.make_to_conference"
    texts: Texts


class WithdrawFromConference(Command):
    """Withdraw an announcement to the conference."""

    type: Literal["announcement.withdraw_from_conference"] = "announcement.withdraw_from_conference"
    announcement: str


class RestoreToConference(Command):
    """Show a withdrawn announcement to the conference again."""

    type: Literal["announcement.restore_to_conference"] = "announcement.restore_to_conference"
    announcement: str


class AnnouncementMade(Event):
    """Something was announced."""

    type: Literal["announcement.made"] = "announcement.made"
    announcement: str


class AnnouncementWithdrawn(Event):
    """An announcement was withdrawn."""

    type: Literal["announcement.withdrawn"] = "announcement.withdrawn"
    announcement: str


class AnnouncementRestored(Event):
    """A withdrawn announcement is shown again."""

    type: Literal["announcement.restored"] = "announcement.restored"
    announcement: str


ENTITIES = {"announcement": Announcement}
