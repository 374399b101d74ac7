"""Reactions to what was released. Those of a session are of the stream `session/…`, those to an outcome document of
`outcome/…`.
"""

from typing import Annotated, Literal

from pydantic import StringConstraints

from chat.messages.protocol import ReactionKind
from foundation.messages.protocol import Command, Signal

ITEM_PATTERN = r"^(statement/[1-9][0-9]{0,14}|recording|minutes)$"
SessionItem = Annotated[str, StringConstraints(pattern=ITEM_PATTERN)]
"""What was released of a session: a written statement by its number, the recording, or the minutes."""


class ReleaseReactions(Signal):
    """The number of people who reacted, by item and kind. In a session's stream: to its statements; in an outcome
    document's: to the document, as the item `outcome`.
    """

    counts: dict[str, dict[str, int]]


class MyReleaseReactions(Signal):
    """The reader's own reactions, by item."""

    mine: dict[str, list[str]]


class AddReleaseReaction(Command):
    """React to what was released of a session. A second time has no effect."""

    type: Literal["reaction.add"] = "reaction.add"
    item: SessionItem
    kind: ReactionKind


class WithdrawReleaseReaction(Command):
    """Withdraw a reaction to what was released of a session."""

    type: Literal["reaction.withdraw"] = "reaction.withdraw"
    item: SessionItem
    kind: ReactionKind


class AddOutcomeReaction(Command):
    """Stream `outcome/…`: react to an adopted outcome document. A second time has no effect."""

    type: Literal["reaction.add_to_outcome"] = "reaction.add_to_outcome"
    kind: ReactionKind


class WithdrawOutcomeReaction(Command):
    """Stream `outcome/…`: withdraw a reaction to an outcome document."""

    type: Literal["reaction.withdraw_from_outcome"] = "reaction.withdraw_from_outcome"
    kind: ReactionKind


SIGNALS: dict[str, type[Signal]] = {
    "reaction.counts": ReleaseReactions,
    "reaction.mine": MyReleaseReactions,
}
