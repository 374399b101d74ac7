"""Protocol of the programme: conference, days, themes, rooms and sessions."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message

Text = dict[str, str]
"""A text in each language the organiser gives, by BCP 47 tag: `{"en": …, "id": …}`."""

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$")]
GivenText = Annotated[
    dict[LanguageTag, Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]],
    Field(min_length=1, max_length=20),
]
"""A text in a command, in at least one language."""
LongText = Annotated[
    dict[
        LanguageTag, Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
    ],
    Field(max_length=20),
]
"""A text of some paragraphs in a command. It may be empty, which means: in no language."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
"""The reason that a person gives. Empty if none is given."""

SessionKind = Literal["opening", "statements", "panel", "press_briefing", "side_session", "closing"]
SessionAccess = Literal["public", "code", "registered", "delegations", "staff"]
"""Who may enter a session. Each is narrower than the one before."""
ReadAccess = Literal["public", "registered", "delegations", "staff"]
"""Who may see a document or an outcome document. `staff` run the conference: moderators, operators and organisers. The
documents of a session are also limited to who may enter it. Rapporteurs see each outcome document.
"""
DateText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
TimeOfDay = Annotated[str, Field(pattern=r"^[0-9]{2}:[0-9]{2}$")]
PublishedParity = Literal["nothing", "totals", "all"]
"""How much of the parity ledger everyone sees in the minutes (FL23): nothing, totals of hall and remote, or also by
theme and region.
"""
Quorum = Literal["none", "quarter", "third", "majority", "two_thirds"]
Policy = Literal[
    "first_come",
    "alphabetical",
    "precedence",
    "lots",
    "groups_first",
    "alternate_places",
    "alternate_regions",
]
"""A policy by which a list of speakers is put in order (FL7)."""
SessionState = Literal["scheduled", "open", "suspended", "closed"]


class ConferenceLink(Message):
    """A link of the conference: what it says, by language, and where it leads."""

    label: Text
    url: str


class Conference(Entity):
    """Stream `conference/…`: the conference itself. Times of its sessions are UTC. `timezone` is IANA."""

    slug: str
    name: Text
    languages: list[str]
    """The languages of its texts, in order (BCP 47). The first is offered first."""
    short: str
    tagline: str
    host: str
    venue: str
    timezone: str
    notice: Text
    """A text that every screen shows. Empty outside a demo."""
    shows_flags: bool
    takes_reactions: bool
    """Whether people react to what was released: statements, recordings, minutes and outcome documents."""
    default_access: SessionAccess
    """Who may enter a new session, if nothing else is said of it."""
    registration_open: bool
    """Whether the audience may register, at `/account/register/<slug>/`."""
    accent: str
    """The colour of its links and main buttons, `#rrggbb`. If it is empty, Balai's own colour is used."""
    logo: str
    """The URL of its logo. Empty if it has none."""
    links: list[ConferenceLink]
    archived: bool


class Day(Entity):
    """Stream `conference/…`: a day of the programme, in the conference's time zone."""

    date: str
    title: Text


class Theme(Entity):
    """Stream `conference/…`: a theme that sessions belong to."""

    key: str
    title: Text


class Room(Entity):
    """Stream `conference/…`: a room of the venue, or a virtual room."""

    name: Text


class Session(Entity):
    """Streams `conference/…` and `session/…`: a session of the programme (FL26)."""

    day: str
    kind: SessionKind
    title: Text
    description: Text
    theme: str | None
    room: str | None
    starts_at: str
    ends_at: str
    state: SessionState
    cancelled: bool
    """Whether it was cancelled, so that it will not be held."""
    quorum_to_open: Quorum
    quorum_to_decide: Quorum
    """The share of the accredited delegations that has to be present (FL22)."""
    order_policy: Policy
    """The policy by which its list is meant to be put in order. The console offers it first (FL7)."""
    illustrative: bool
    """Whether it was invented for the demo. Screens show that."""
    rehearsal: bool
    """Whether simulated delegations were let in before it was opened. Screens show that."""
    reason: str
    """Why it is suspended. Empty if it is not."""
    resumes_at: str | None
    """When it goes on, if it was adjourned to a date: it is suspended until a moderator resumes it (FL26)."""
    access: SessionAccess
    code: str
    """Six characters by which people join. In a stream `conference/…` empty, unless the session is public."""


class SpeakingShare(Message):
    """How often a party had the floor in a session, and its speaking time in seconds."""

    party: str
    turns: int
    seconds: int


class SpeakersOfSession(Entity):
    """Stream `conference/…`: who spoke in a closed session, in the order of first turns. `id` is the session's."""

    parties: list[SpeakingShare]


class OpenSession(Command):
    """Open a scheduled session. From then on the floor can be given (FL26)."""

    type: Literal["session.open"] = "session.open"


class SuspendSession(Command):
    """Suspend an open session. A running clock stops (FL26)."""

    type: Literal["session.suspend"] = "session.suspend"
    reason: Reason = ""


class AdjournSession(Command):
    """End today's meeting of an open or suspended session. It goes on at a later moment, with its list (FL26)."""

    type: Literal["session.adjourn"] = "session.adjourn"
    resumes_at: str
    reason: Reason = ""


class ResumeSession(Command):
    """Resume a suspended or adjourned session. Its turn stays suspended until the chair resumes it (FL26)."""

    type: Literal["session.resume"] = "session.resume"


class CloseSession(Command):
    """Close a session for good. A running turn ends (FL26)."""

    type: Literal["session.close"] = "session.close"


class SessionOpened(Event):
    """The session is open."""

    type: Literal["session.opened"] = "session.opened"


class SessionSuspended(Event):
    """The session is suspended."""

    type: Literal["session.suspended"] = "session.suspended"
    reason: str


class SessionAdjourned(Event):
    """The session is adjourned: it goes on at `resumes_at`."""

    type: Literal["session.adjourned"] = "session.adjourned"
    resumes_at: str
    reason: str


class SessionResumed(Event):
    """The session goes on."""

    type: Literal["session.resumed"] = "session.resumed"


class SessionClosed(Event):
    """The session is over. `ended` is the turn that ended with it. `interrupted` are the turns that waited, for example
    for a ruling.

    `unheard` are the entries that still waited: they were not heard.
    """

    type: Literal["session.closed"] = "session.closed"
    ended: str | None
    ended_overtime: float
    interrupted: list[str] = Field(default_factory=list)
    unheard: list[str] = Field(default_factory=list)


class SessionChanged(Event):
    """Stream `conference/…`: a session's state or its present speaker changed."""

    type: Literal["programme.session_changed"] = "programme.session_changed"
    session: str


class RehearsalBegun(Event):
    """Simulated delegations may join this scheduled session, which is a rehearsal from now on."""

    type: Literal["programme.rehearsal_begun"] = "programme.rehearsal_begun"


class ProgrammeEdited(Event):
    """Rows of the programme, parties or participants were changed together, as by an import."""

    type: Literal["programme.edited"] = "programme.edited"


ENTITIES = {
    "conference": Conference,
    "day": Day,
    "theme": Theme,
    "room": Room,
    "session": Session,
    "spoken": SpeakersOfSession,
}
