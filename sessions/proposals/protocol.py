"""Protocol of proposals: draft texts on which delegations vote (FL29). Stream `session/…`.

Ids are numbers within their session, as text.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event

Symbol = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Link = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
State = Literal["tabled", "adopted", "not_adopted", "withdrawn"]


class Proposal(Entity):
    """A proposal before the session (FL29)."""

    symbol: str
    """Its document symbol, such as `ICDD/2021/L.3`. Empty if it has none."""
    title: str
    sponsors: list[str]
    """The parties that propose it."""
    text: str
    link: str
    """Where its document is, or empty."""
    state: State


class AddProposal(Command):
    """Put a proposal before the session (FL29)."""

    type: Literal["proposal.add"] = "proposal.add"
    symbol: Symbol = ""
    title: Title
    sponsors: Annotated[list[str], Field(max_length=200)] = []
    text: Text = ""
    link: Link = ""


class ChangeProposal(Command):
    """Correct a proposal that was not decided yet: all fields are replaced (FL29)."""

    type: Literal["proposal.change"] = "proposal.change"
    proposal: str
    symbol: Symbol = ""
    title: Title
    sponsors: Annotated[list[str], Field(max_length=200)] = []
    text: Text = ""
    link: Link = ""


class WithdrawProposal(Command):
    """Note that the sponsors withdrew a proposal before it was decided (FL29)."""

    type: Literal["proposal.withdraw"] = "proposal.withdraw"
    proposal: str


class ProposalAdded(Event):
    """A proposal is before the session."""

    type: Literal["proposal.added"] = "proposal.added"
    proposal: str
    symbol: str
    title: str
    sponsors: list[str]


class ProposalChanged(Event):
    """A proposal was corrected."""

    type: Literal["proposal.changed"] = "proposal.changed"
    proposal: str
    symbol: str
    title: str
    sponsors: list[str]


class ProposalWithdrawn(Event):
    """A proposal was withdrawn by its sponsors."""

    type: Literal["proposal.withdrawn"] = "proposal.withdrawn"
    proposal: str


ENTITIES = {"proposal": Proposal}
