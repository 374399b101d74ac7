"""Services for swaps (FL9). Moderators see proposals. Everyone sees the places change."""

from foundation.messages.projections import Audience
from foundation.registry import Context
from sessions.floor.services import actor_of, apply_rule
from sessions.floor.swaps import protocol, rules


def propose(context: Context, command: protocol.ProposeSwap) -> None:
    """Propose a swap (FL9)."""
    actor, c = actor_of(context), command
    apply_rule(
        context,
        lambda floor: rules.propose_swap(floor, actor, c.entry, c.with_entry, context.now),
        audience=Audience.MODERATORS,
    )


def answer(context: Context, command: protocol.AnswerSwap) -> None:
    """Accept or decline a proposed swap (FL9)."""
    actor = actor_of(context)
    audience = Audience.EVERYONE if command.agrees else Audience.MODERATORS
    apply_rule(
        context,
        lambda floor: rules.answer_swap(floor, actor, command.swap, command.agrees),
        audience=audience,
    )


def cancel(context: Context, command: protocol.CancelSwap) -> None:
    """Take a proposal back (FL9)."""
    actor = actor_of(context, others="floor.move")
    apply_rule(
        context, lambda floor: rules.cancel_swap(floor, actor, command.swap), audience=Audience.MODERATORS
    )
