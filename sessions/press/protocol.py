"""Journalists who come to speak, as the wire knows them: each is a party with an outlet (FL1)."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Event
from sessions.parties.protocol import Place

Named = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]


class AddJournalist(Command):
    """Stream `conference/…`: a journalist is a party from now on, and the one member who speaks for it (FL1)."""

    type: Literal["press.add_journalist"] = "press.add_journalist"
    name: Named
    outlet: Named
    """For whom the journalist asks: a newspaper, a station, an agency."""
    place: Place = "remote"


class JournalistAdded(Event):
    """A journalist has a part in the conference from now on."""

    type: Literal["press.journalist_added"] = "press.journalist_added"
    party: str
    participant: str
