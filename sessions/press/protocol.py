"""Protocol of the press: a journalist is a party with an outlet (FL1)."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Event
from sessions.parties.protocol import Place

Named = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]


class AddJournalist(Command):
    """Stream `conference/…`: add a journalist as a party with one member, who speaks for it (FL1)."""

    type: Literal["press.add_journalist"] = "press.add_journalist"
    name: Named
    outlet: Named
    """The journalist's newspaper, station or agency."""
    place: Place = "remote"


class JournalistAdded(Event):
    """A journalist has a part in the conference from now on."""

    type: Literal["press.journalist_added"] = "press.journalist_added"
    party: str
    participant: str
