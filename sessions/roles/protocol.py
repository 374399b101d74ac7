"""Protocol of roles in one session. Stream `conference/…`."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from foundation.messages.protocol import Command, Entity, Event
from foundation.text import usual_tag

RoleInSession = Literal[
    "moderator", "panellist", "delegate", "operator", "interpreter", "rapporteur", "captioner"
]


class SessionRole(Entity):
    """A participant's role in one session, beside its roles in the conference."""

    session: str
    participant: str
    role: RoleInSession
    language: str
    """The language into which an interpreter works, as a BCP 47 tag. Empty for other roles."""


Language = Annotated[
    str,
    Field(max_length=12, pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$"),
    AfterValidator(usual_tag),
]
"""A BCP 47 tag, which is read in any case. Empty for none."""


class GiveSessionRole(Command):
    """Give a participant a role in one session. The role takes effect at once."""

    type: Literal["session_roles.give"] = "session_roles.give"
    session: str
    participant: str
    role: RoleInSession
    language: Language = ""


class TakeSessionRole(Command):
    """Take a role in one session from the participant who has it."""

    type: Literal["session_roles.take"] = "session_roles.take"
    session: str
    participant: str
    role: RoleInSession
    language: Language = ""


class SessionRoleGiven(Event):
    """A participant has a role in one session."""

    type: Literal["session_roles.given"] = "session_roles.given"
    session: str
    participant: str
    role: RoleInSession
    language: str


class SessionRoleTaken(Event):
    """A participant no longer has a role in one session."""

    type: Literal["session_roles.taken"] = "session_roles.taken"
    session: str
    participant: str
    role: RoleInSession
    language: str


ENTITIES = {"session_role": SessionRole}
