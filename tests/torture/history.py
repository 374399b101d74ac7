"""What a course leaves behind: what clients sent, were told and saw, what was done to the hall, and the journal.

Moments are seconds since the course began, by the one clock of the process that runs the clients.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sent:
    """A client's first sending of a command. `journaled` is false for a vote. Others use the same ids."""

    at: float
    client: str
    person: str
    id: str
    stream: str
    kind: str
    journaled: bool
    question: str = ""
    """What it asks, where it is a question, or which question it votes for."""
    token: int | None = None
    """The token that it names, where it is for the turn of that token alone."""
    about: dict[str, str] = field(default_factory=dict)
    """The entry, the question or the party that it names, and its event has to name too."""


@dataclass(frozen=True)
class Answered:
    """What a client was told of a command: done with a number, or refused with a code; as often as it was told."""

    at: float
    client: str
    person: str
    id: str
    seq: int | None
    code: str
    seen: int | None
    """How far it had read the stream, where it followed it by this socket already."""


@dataclass(frozen=True)
class Saw:
    """What a reader holds after a frame. `fingerprint` is equal where the entities are; `audience` is its seat's."""

    at: float
    client: str
    stream: str
    audience: str
    seq: int
    fingerprint: int
    holders: int
    """How many turns hold the floor."""
    withheld: int = 0
    """How much the frame brought of what moderators alone may have."""


@dataclass(frozen=True)
class Away:
    """From when to when a reader did not follow a stream."""

    client: str
    stream: str
    since: float
    until: float


@dataclass(frozen=True)
class Strayed:
    """A frame that came on a socket that followed, and was not the next: `after` that number to a reader at `held`."""

    at: float
    client: str
    stream: str
    held: int
    after: int
    seq: int


@dataclass(frozen=True)
class Counted:
    """The votes that a screen shows in the end: how many for each question's number, and which are its person's own."""

    client: str
    person: str
    stream: str
    counts: dict[str, int]
    own: list[str]


@dataclass(frozen=True)
class Fault:
    """What was done to the hall, from when to when, and the streams' numbers at its end."""

    name: str
    began: float
    ended: float
    heads: dict[str, int]


@dataclass(frozen=True)
class Entry:
    """A number of the journal. `frame` is the moderators'."""

    stream: str
    seq: int
    actor: str
    public: bool
    frame: dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """What the house remembers of a command."""

    person: str
    id: str
    seq: int | None
    code: str


@dataclass
class History:
    """All of it. `readers` are the clients that had to be consistent until the end, at the moment `end`."""

    sent: list[Sent] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    saw: list[Saw] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)
    strayed: list[Strayed] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)
    end: float = 0.0
    before: dict[str, int] = field(default_factory=dict)
    """The streams' numbers when the course began."""
    journal: list[Entry] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    """The text of each question that is stored."""
    votes: list[tuple[str, str]] = field(default_factory=list)
    """Who voted for which question's number, as stored."""
    shown: list[str] = field(default_factory=list)
    """The questions that everyone sees, as they are voted for."""
