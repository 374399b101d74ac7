"""Protocol of planning the programme: what organisers change of a conference and its sessions.

A command that changes fields has the new values and those that its author saw (`foundation.messages.edits`).
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from foundation.messages.edits import Values
from foundation.messages.protocol import Command, Event, Message
from sessions.floor.agenda.protocol import MAX_CHARACTERS, MAX_ITEMS
from sessions.floor.agenda.protocol import Title as ItemTitle
from sessions.floor.protocol import MotionSpeakers, PresetName, Seconds
from sessions.programme.protocol import (
    DateText,
    GivenText,
    LanguageTag,
    LongText,
    Policy,
    Quorum,
    SessionAccess,
    SessionKind,
    TimeOfDay,
)

ShortText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
MAX_LINKS = 24


class SessionValues(Values):
    """What is planned of a session. `date`, `starts` and `ends` are in the conference's time zone."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"theme", "room"})

    title: GivenText | None = None
    description: LongText | None = None
    kind: SessionKind | None = None
    theme: str | None = None
    room: str | None = None
    date: DateText | None = None
    starts: TimeOfDay | None = None
    ends: TimeOfDay | None = None
    quorum_to_open: Quorum | None = None
    quorum_to_decide: Quorum | None = None
    order_policy: Policy | None = None


class AddSession(Command):
    """Stream `conference/…`: add a session. Its day and its room are made if they are new.

    `date`, `starts` and `ends` are in the conference's time zone: `2021-11-16`, `09:00`. A new day that is far from the
    others is refused as `programme.far_day`, unless it is `confirmed`.
    """

    type: Literal["programme.add_session"] = "programme.add_session"
    title: GivenText
    date: DateText
    starts: TimeOfDay
    ends: TimeOfDay
    room: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] = ""
    kind: SessionKind = "statements"
    access: SessionAccess | None = None
    """Null for the default of the conference."""
    theme: str | None = None
    description: LongText = Field(default_factory=dict)
    confirmed: bool = False


class SessionAdded(Event):
    """Stream `conference/…`: the programme has another session."""

    type: Literal["programme.session_added"] = "programme.session_added"
    session: str


class ChangeSession(Command):
    """Stream `session/…`: change what is planned of a session.

    A new day that is far from the others is refused as `programme.far_day`, unless it is `confirmed`.
    """

    type: Literal["programme.change_session"] = "programme.change_session"
    values: SessionValues
    seen: SessionValues
    confirmed: bool = False


class SetAgenda(Command):
    """Stream `session/…`: set the agenda items of a scheduled session, by number from 1.

    `seen` is the agenda that the sender saw. A session without items has one item without a title.
    """

    type: Literal["programme.set_agenda"] = "programme.set_agenda"
    items: Annotated[list[ItemTitle], Field(max_length=MAX_ITEMS)]
    seen: Annotated[
        list[Annotated[str, StringConstraints(max_length=MAX_CHARACTERS)]], Field(max_length=MAX_ITEMS)
    ]


class SetPreset(Command):
    """Stream `session/…`: set all speaking times of a scheduled session to those of a kind of meeting.

    `seen` is the preset that the sender saw, or null if the session had figures of its own.
    """

    type: Literal["programme.set_preset"] = "programme.set_preset"
    preset: PresetName
    seen: PresetName | None


class SpeakingTimes(Values):
    """The speaking times of a session in seconds (FL14, FL15), whether turns end by themselves (FL16), and how many may
    speak on motions (FL27).
    """

    state: Seconds | None = None
    group: Seconds | None = None
    observer: Seconds | None = None
    other: Seconds | None = None
    order: Seconds | None = None
    """Of points of order and motions."""
    explanation: Seconds | None = None
    """Of explanations of vote."""
    on_motion: Seconds | None = None
    """Of those who speak for or against a motion."""
    reply_limits: Annotated[list[Seconds], Field(max_length=25)] | None = None
    """Of a party's first and second right of reply, and so on. One to five."""
    ends_turns: bool | None = None
    """Whether a turn ends when its time is over."""
    motion_speakers: MotionSpeakers | None = None


class SetSpeakingTimes(Command):
    """Stream `session/…`: set speaking times of a scheduled session.

    If they are those of a preset then, the session has its name. `preset` says which one, if several have these times.
    """

    type: Literal["programme.set_speaking_times"] = "programme.set_speaking_times"
    values: SpeakingTimes
    seen: SpeakingTimes
    preset: PresetName | None = None


class CancelSession(Command):
    """Stream `session/…`: cancel a scheduled session. The programme and the calendars go on showing it as cancelled."""

    type: Literal["programme.cancel_session"] = "programme.cancel_session"


class RestoreSession(Command):
    """Stream `session/…`: undo the cancellation of a session."""

    type: Literal["programme.restore_session"] = "programme.restore_session"


class CopySession(Command):
    """Stream `conference/…`: add a session like another one, with its speaking times, at another time.

    A new day that is far from the others is refused as `programme.far_day`, unless it is `confirmed`.
    """

    type: Literal["programme.copy_session"] = "programme.copy_session"
    session: str
    date: DateText
    starts: TimeOfDay
    room: str | None = None
    """The room of the new session, or null for the room of the original."""
    confirmed: bool = False


class RemoveSession(Command):
    """Stream `conference/…`: remove a session that nobody used. Cancel a session instead if people may have planned for
    it. One for which something was set up ahead, which goes with it, is refused as `programme.set_up`, unless it is
    `confirmed`.
    """

    type: Literal["programme.remove_session"] = "programme.remove_session"
    session: str
    confirmed: bool = False


class AddRoom(Command):
    """Stream `conference/…`: add a room."""

    type: Literal["programme.add_room"] = "programme.add_room"
    name: GivenText


class RoomValues(Values):
    """The values of a room that organisers can change."""

    name: GivenText | None = None


class ChangeRoom(Command):
    """Stream `conference/…`: change a room."""

    type: Literal["programme.change_room"] = "programme.change_room"
    room: str
    values: RoomValues
    seen: RoomValues


class RemoveRoom(Command):
    """Stream `conference/…`: remove a room in which no session is held."""

    type: Literal["programme.remove_room"] = "programme.remove_room"
    room: str


class AddTheme(Command):
    """Stream `conference/…`: add a theme."""

    type: Literal["programme.add_theme"] = "programme.add_theme"
    title: GivenText


class ThemeValues(Values):
    """The values of a theme that organisers can change."""

    title: GivenText | None = None


class ChangeTheme(Command):
    """Stream `conference/…`: change a theme."""

    type: Literal["programme.change_theme"] = "programme.change_theme"
    theme: str
    values: ThemeValues
    seen: ThemeValues


class RemoveTheme(Command):
    """Stream `conference/…`: remove a theme to which no session and no party belongs."""

    type: Literal["programme.remove_theme"] = "programme.remove_theme"
    theme: str


class AddDay(Command):
    """Stream `conference/…`: add a day.

    One that is far from the others is refused as `programme.far_day`, unless it is `confirmed`.
    """

    type: Literal["programme.add_day"] = "programme.add_day"
    date: DateText
    confirmed: bool = False


class RemoveDay(Command):
    """Stream `conference/…`: remove a day without sessions."""

    type: Literal["programme.remove_day"] = "programme.remove_day"
    day: str


class Link(Message):
    """A link of the conference: what it says, by language, and where it leads."""

    label: GivenText
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"]{3,300}$")]


class ConferenceValues(Values):
    """The values of a conference that organisers can change."""

    name: GivenText | None = None
    languages: Annotated[list[LanguageTag], Field(max_length=50)] | None = None
    """The languages of its texts, the first one first. They are those of its name: others are left out."""
    short: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] | None = None
    tagline: ShortText | None = None
    host: ShortText | None = None
    venue: ShortText | None = None
    timezone: Annotated[str, Field(max_length=64)] | None = None
    shows_flags: bool | None = None
    takes_reactions: bool | None = None
    default_access: SessionAccess | None = None
    accent: Annotated[str, Field(pattern=r"^(?:#[0-9a-f]{6})?$")] | None = None
    links: Annotated[list[Link], Field(max_length=MAX_LINKS)] | None = None


class ChangeConference(Command):
    """Stream `conference/…`: change values of the conference."""

    type: Literal["programme.change_conference"] = "programme.change_conference"
    values: ConferenceValues
    seen: ConferenceValues


class ArchiveConference(Command):
    """Stream `conference/…`: archive a conference that is over. It stays readable, and the first page no longer lists
    it.
    """

    type: Literal["programme.archive"] = "programme.archive"


class UnarchiveConference(Command):
    """Stream `conference/…`: list an archived conference on the first page again."""

    type: Literal["programme.unarchive"] = "programme.unarchive"


class SessionEdited(Event):
    """Streams `session/…` and `conference/…`: what is planned of a session was changed."""

    type: Literal["programme.session_edited"] = "programme.session_edited"
    session: str
    fields: list[str]


class AgendaSet(Event):
    """Stream `session/…`: the session has another agenda."""

    type: Literal["programme.agenda_set"] = "programme.agenda_set"
    items: list[str]


class SessionCancelled(Event):
    """Streams `session/…` and `conference/…`: a session will not be held."""

    type: Literal["programme.session_cancelled"] = "programme.session_cancelled"
    session: str


class SessionRestored(Event):
    """Streams `session/…` and `conference/…`: a cancelled session will be held after all."""

    type: Literal["programme.session_restored"] = "programme.session_restored"
    session: str


class PlanEdited(Event):
    """Stream `conference/…`: a room, theme, day or the conference itself was added, changed or removed."""

    type: Literal["programme.plan_edited"] = "programme.plan_edited"
    what: Literal["conference", "day", "room", "theme", "session"]
    id: str
    act: Literal["added", "changed", "removed"]
    fields: list[str] = Field(default_factory=list)
