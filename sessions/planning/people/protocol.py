"""Protocol of planning delegations and people: what organisers change of parties and participants.

Stream `conference/…`. A command that changes fields has the new values and those that its author saw
(`foundation.messages.edits`).
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from foundation.messages.edits import Values
from foundation.messages.protocol import Command, Entity, Event
from sessions.parties.protocol import Category, Members, Place
from sessions.programme.protocol import GivenText, LanguageTag

Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Rank = Annotated[int, Field(ge=1, le=30_000)]


class PartyDetails(Entity):
    """What only the staff know of a party, in addition to what everyone sees. `id` is the party's."""

    groups: list[str]
    """Names of the groups it belongs to (FL5)."""
    rank: int | None
    """Its precedence (FL7): 1 speaks first."""
    most_members: int | None
    """How many members it may have. If null, its head cannot add members."""
    microphone: str
    """The name of the microphone at its place in the hall (FL2)."""


class PartyValues(Values):
    """The values of a party that organisers can change."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"theme", "rank", "most_members"})

    name: GivenText | None = None
    spoken: (
        Annotated[
            dict[
                LanguageTag,
                Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)],
            ],
            Field(max_length=20),
        ]
        | None
    ) = None
    category: Category | None = None
    code: Annotated[str, Field(pattern=r"^(?:[A-Z]{2})?$")] | None = None
    region: Label | None = None
    place: Place | None = None
    theme: str | None = None
    accredited: bool | None = None
    groups: Annotated[list[Annotated[Label, Field(min_length=1)]], Field(max_length=20)] | None = None
    rank: Rank | None = None
    most_members: Members | None = None
    microphone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=32)] | None = None


class ChangeParty(Command):
    """Change values of a party."""

    type: Literal["parties.change"] = "parties.change"
    party: str
    values: PartyValues
    seen: PartyValues


class RemoveParty(Command):
    """Remove a party that has no members, and to which nothing refers."""

    type: Literal["parties.remove"] = "parties.remove"
    party: str


class PartyChanged(Event):
    """A party was changed."""

    type: Literal["parties.changed"] = "parties.changed"
    party: str
    fields: list[str]


class PartyRemoved(Event):
    """A party was removed."""

    type: Literal["parties.removed"] = "parties.removed"
    party: str


class PersonValues(Values):
    """The values of a participant that organisers can change."""

    NULLABLE: ClassVar[frozenset[str]] = frozenset({"party"})

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)] | None = None
    honorific: Label | None = None
    function: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] | None = None
    place: Place | None = None
    party: str | None = None


class ChangePerson(Command):
    """Change values of a participant. Its screens change at once."""

    type: Literal["people.change"] = "people.change"
    participant: str
    values: PersonValues
    seen: PersonValues


class PersonChanged(Event):
    """A participant was changed."""

    type: Literal["people.changed"] = "people.changed"
    participant: str
    fields: list[str]


ENTITIES: dict[str, type[Entity]] = {"party_details": PartyDetails}
