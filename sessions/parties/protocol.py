"""Protocol of parties and participants."""

from typing import Annotated, Literal

from pydantic import Field

from foundation.messages.protocol import Command, Entity, Event
from sessions.programme.protocol import GivenText, Text

Category = Literal["state", "group", "observer", "other"]
Place = Literal["hall", "remote"]
Role = Literal[
    "moderator",
    "panellist",
    "delegate",
    "head",
    "operator",
    "audience",
    "organiser",
    "interpreter",
    "rapporteur",
    "captioner",
    "hall_screen",
]
Members = Annotated[int, Field(ge=1, le=500)]


class Party(Entity):
    """Stream `conference/…`: who speaks (FL1). `code` is ISO 3166-1 alpha-2 for a state, otherwise empty."""

    category: Category
    code: str
    name: Text
    spoken: Text
    """Its name within a sentence, if that differs: with its article, or in its long form."""
    outlet: str
    """The media outlet of a journalist. Empty for other parties."""
    region: str
    place: Place
    """Where its delegation sits by default."""
    theme: str | None
    has_video_statement: bool
    """Whether its video statement has arrived and can be played."""
    accredited: bool
    """Whether it counts for the quorum, and is asked in a roll call (FL22)."""
    illustrative: bool
    """Whether its theme and place were invented for the demo."""


class Participant(Entity):
    """Stream `conference/…`: a person with a part in the conference. The audience is only counted."""

    name: str
    honorific: str
    function: str
    party: str | None
    place: Place
    roles: list[Role]
    simulated: bool
    """Whether a rehearsal simulates this participant, so that it is no person."""
    given_out: bool
    """Whether the staff gave out its seat, by a seat card or a link."""


class ChangeRoles(Command):
    """Stream `conference/…`: change a participant's roles. Its screens change at once."""

    type: Literal["parties.change_roles"] = "parties.change_roles"
    participant: str
    roles: list[Role] = Field(max_length=40)
    seen: list[Role] | None = Field(default=None, max_length=40)
    """The roles that the sender saw, in any order. If they are not given, they are not compared."""


class AddParty(Command):
    """Stream `conference/…`: add a party (FL1)."""

    type: Literal["parties.add"] = "parties.add"
    name: GivenText
    category: Category = "state"
    code: Annotated[str, Field(pattern=r"^(?:[A-Z]{2})?$")] = ""
    """ISO 3166-1 alpha-2 for a state, otherwise empty."""
    place: Place = "remote"
    most_members: Members | None = None


class PartyAdded(Event):
    """A party takes part from now on."""

    type: Literal["parties.added"] = "parties.added"
    party: str


class SetMaxMembers(Command):
    """Stream `conference/…`: set the maximum number of members of a party, or null for no maximum.

    Without a maximum the head of a delegation may add nobody, and organisers may add members.
    """

    type: Literal["parties.set_most_members"] = "parties.set_most_members"
    party: str
    most_members: Members | None


class MaxMembersSet(Event):
    """To the staff: the maximum number of members of a party was set."""

    type: Literal["parties.most_members_set"] = "parties.most_members_set"
    party: str
    most_members: int | None


class RemoveMember(Command):
    """Stream `conference/…`: end a participant's part: party, roles, access and invitation."""

    type: Literal["parties.remove_member"] = "parties.remove_member"
    participant: str


class MembersAdded(Event):
    """Participants have a part in the conference from now on. None of them has to have an account yet."""

    type: Literal["parties.members_added"] = "parties.members_added"
    participants: list[str]


class Joined(Event):
    """A participant has a part in the conference from now on."""

    type: Literal["parties.joined"] = "parties.joined"
    participant: str


class Left(Event):
    """A participant has no part any more: no party, no roles and no access."""

    type: Literal["parties.left"] = "parties.left"
    participant: str


class RolesChanged(Event):
    """A participant has other roles."""

    type: Literal["parties.roles_changed"] = "parties.roles_changed"
    participant: str
    roles: list[Role]


ENTITIES: dict[str, type[Entity]] = {"party": Party, "participant": Participant}
