"""Calls for help: one open line a person to those who run the hall. Stream `conference/…`.

They are no part of the proceedings: nobody but the caller and the staff is told of them.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message, Signal

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


class HelpLine(Message):
    """The state of the caller's line, as its page knows it when it calls."""

    page: Short
    """The address in this house, as `/session/4`."""
    connection: str = Field(pattern=r"^[a-z]{1,20}$")
    """The phase of its socket."""
    publishing: str = Field(pattern=r"^[a-z]{1,20}$")
    """The state of its line to the relay; `off` where it sends nothing."""
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
    """The caller was not connected when the staff wrote it."""


class HelpCall(Entity):
    """An open call, for moderators, operators and organisers."""

    name: str
    """Empty for a guest who gave none; a guest's is what it says of itself."""
    visitor: bool
    """It calls from a door, and has no seat in the conference: its place is not known."""
    guest: bool
    """It has a seat in the audience, and no account: nobody vouches for its name."""
    participant: str | None
    party: str | None
    place: str
    line: HelpLine
    messages: list[HelpMessage]
    called_at: str


class MyHelpCall(Entity):
    """My own call; it stays to be read after it was closed, until I call again."""

    state: Literal["open", "closed"]
    messages: list[HelpMessage]
    called_at: str


class CallForHelp(Command):
    """Call for help; one call of a person is open at a time."""

    type: Literal["help.call"] = "help.call"
    line: HelpLine
    text: Sentence = ""
    name: Name = ""
    """How who sits without a name wants to be called."""


class SayForHelp(Command):
    """Write into an open call: its caller, or who may answer. `line` renews the caller's line state."""

    type: Literal["help.say"] = "help.say"
    call: str
    text: Annotated[Sentence, Field(min_length=1)]
    line: HelpLine | None = None


class CloseHelp(Command):
    """Close a call: its caller, or who may answer."""

    type: Literal["help.close"] = "help.close"
    call: str


class HelpCalled(Event):
    """Someone calls for help; the staff alone is told."""

    type: Literal["help.called"] = "help.called"
    call: str


class HelpSaid(Event):
    """Something was written into a call; the staff alone is told."""

    type: Literal["help.said"] = "help.said"
    call: str


class HelpClosed(Event):
    """A call was closed; the staff alone is told."""

    type: Literal["help.closed"] = "help.closed"
    call: str


class HelpDesk(Signal):
    """Who of the staff is connected now and could answer a call."""

    operators: int
    moderators: int


ENTITIES = {"help_call": HelpCall, "my_help_call": MyHelpCall}
SIGNALS: dict[str, type[Signal]] = {"help.desk": HelpDesk}
