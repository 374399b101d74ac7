"""Services for appeals and motions (FL13)."""

from foundation.registry import Context
from sessions.floor.services import apply
from sessions.floor.votes import protocol, rules
from sessions.parties.services import party_named


def appeal(context: Context, command: protocol.Appeal) -> None:
    """Put an appeal to the vote (FL13)."""
    party = str(party_named(context, command.party).pk)
    c = command
    apply(context, lambda floor: rules.appeal(floor, c.ruling, party, c.token, context.now))


def put_to_vote(context: Context, command: protocol.PutToVote) -> None:
    """Put a motion to the vote (FL13)."""
    apply(context, lambda floor: rules.put_to_vote(floor, command.token, context.now), "voted")


def enter(context: Context, command: protocol.EnterVote) -> None:
    """Enter the result (FL13)."""
    c = command
    apply(
        context,
        lambda floor: rules.enter(floor, c.token, c.in_favour, c.against, c.abstentions, context.now),
    )


def drop(context: Context, command: protocol.DropVote) -> None:
    """End a vote without a result (FL13)."""
    apply(context, lambda floor: rules.drop(floor, command.token, context.now))
