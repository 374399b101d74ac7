"""Takes explanations of vote (FL29)."""

from foundation.ids import number
from foundation.registry import Context
from sessions.floor.explanations import protocol, rules
from sessions.floor.services import apply_rule
from sessions.programme.services import find_session
from sessions.proposals.services import known_proposal


def take_explanations(context: Context, command: protocol.TakeExplanations) -> None:
    """Start to take explanations of vote on a proposal, or stop. Refuses `proposal.unknown`."""
    after = False
    if command.proposal is not None:
        after = known_proposal(find_session(context.subject), command.proposal).state != "tabled"
    proposal = None if command.proposal is None else number(command.proposal)
    apply_rule(context, lambda floor: rules.take_explanations(floor, proposal, after))
