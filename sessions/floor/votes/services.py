"""Services for appeals and motions (FL13)."""

from foundation.registry import Context
from sessions.floor.services import actor_of, apply
from sessions.floor.votes import protocol, rules
from sessions.parties.services import party_named
from sessions.press.rules import check_not_press


def raise_appeal(context: Context, command: protocol.RaiseAppeal) -> None:
    """Appeal against the ruling (FL13)."""
    party = party_named(context, command.party)
    check_not_press(party.outlet)
    actor = actor_of(context, "floor.inscribe_others")
    apply(context, lambda floor: rules.raise_appeal(floor, actor, command.ruling, str(party.pk)))


def withdraw_appeal(context: Context, command: protocol.WithdrawAppeal) -> None:
    """Withdraw an appeal (FL13)."""
    actor = actor_of(context, "floor.withdraw_others")
    apply(context, lambda floor: rules.withdraw_appeal(floor, actor, command.ruling))


def appeal(context: Context, command: protocol.Appeal) -> None:
    """Put an appeal to the vote (FL13)."""
    named = party_named(context, command.party)
    check_not_press(named.outlet)
    party, c = str(named.pk), command
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
