"""Protocol of explanations of vote. They stand on a list of their own (FL29). Stream `session/…`.

An explanation is an `entry` of the kind `explanation_of_vote`. The floor's `explains` is the proposal.
"""

from typing import Literal

from foundation.messages.protocol import Command, Event


class TakeExplanations(Command):
    """Start to take explanations of vote on a proposal, before the vote on it or after, or stop (FL29).

    If no `proposal` is named, or another one than before, those that still wait leave the list.
    """

    type: Literal["vote.take_explanations"] = "vote.take_explanations"
    proposal: str | None


class ExplanationsTaken(Event):
    """Explanations of vote are now taken on a proposal, `after` the vote or before it. Without one, they are no longer
    taken (FL29).
    """

    type: Literal["vote.explanations_taken"] = "vote.explanations_taken"
    proposal: str | None
    after: bool
    ended: list[str]
    """The entries that left the list."""
