"""Help calls: one open conversation of each person with the staff. Stream `conference/…`.

They are not part of the proceedings: only the caller and the staff see them.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message, Signal

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


class HelpLine(Message):
    """The state of the caller's connections, as the caller's page reports it."""

    page: Short
    """The path of the page, such as `/session/4`."""
    connection: str = Field(pattern=r"^[a-z]{1,20}$")
    """The state of the page's WebSocket."""
    publishing: str = Field(pattern=r"^[a-z]{1,20}$")
    """The state of the page's connection to the relay. `off` if the page sends no sound or picture."""
    loss: float | None = Field(default=None, ge=0, le=1)
    rtt_ms: float | None = Field(default=None, ge=0, le=60_000)
    browser: Short


class HelpMessage(Message):
    """One message of a call."""

    by: Literal["caller", "staff"]
    name: str
    text: str
    at: str
    away: bool = False
    """True if the caller was not connected when the staff wrote the message."""


class HelpCall(Entity):
    """An open call, for moderators, operators and organisers."""

    name: str
    """The caller's name. A guest chooses it, or leaves it empty."""
    visitor: bool
    """True if the caller has no seat in the conference and calls from an entrance page. The place is unknown then."""
    guest: bool
    """True if the caller has a seat in the audience without an account, so nobody has checked the name."""
    participant: str | None
    party: str | None
    place: str
    line: HelpLine
    messages: list[HelpMessage]
    called_at: str


class MyHelpCall(Entity):
    """The reader's own call. After it is closed, the reader still sees it until the next call."""

    state: Literal["open", "closed"]
    messages: list[HelpMessage]
    called_at: str


class CallForHelp(Command):
    """Call for help. A person can have one open call."""

    type: Literal["help.call"] = "help.call"
    line: HelpLine
    text: Sentence = ""
    name: Name = ""
    """The caller's name, if the seat has none."""


class SayForHelp(Command):
    """Add a message to an open call, as its caller or as staff. `line` updates the caller's connections."""

    type: Literal["help.say"] = "help.say"
    call: str
    text: Annotated[Sentence, Field(min_length=1)]
    line: HelpLine | None = None


class CloseHelp(Command):
    """Close a call, as its caller or as staff."""

    type: Literal["help.close"] = "help.close"
    call: str


class HelpCalled(Event):
    """Someone calls for help. Only the staff sees it."""

    type: Literal["help.called"] = "help.called"
    call: str


class HelpSaid(Event):
    """A message was added to a call. Only the staff sees it."""

    type: Literal["help.said"] = "help.said"
    call: str


class HelpClosed(Event):
    """A call was closed. Only the staff sees it."""

    type: Literal["help.closed"] = "help.closed"
    call: str


class HelpDesk(Signal):
    """How many of the staff are connected and could answer a call."""

    operators: int
    moderators: int


ENTITIES = {"help_call": HelpCall, "my_help_call": MyHelpCall}
SIGNALS: dict[str, type[Signal]] = {"help.desk": HelpDesk}
