"""Hands the chair from one moderator to another (FL20)."""

from foundation.registry import Context
from sessions import permissions
from sessions.floor.presiding import protocol, rules
from sessions.floor.services import apply_rule
from sessions.parties.services import effective_roles, participant_of
from sessions.presence.services import connected_participants


def hand_over(context: Context, command: protocol.HandOver) -> None:
    """Hand the chair over (FL20). Refuses `parties.unknown_participant`."""
    to = participant_of(int(context.seat.conference), command.to or context.seat.participant or "")
    here = {seen.participant for seen in connected_participants(context.stream)}
    moderates = permissions.moderates(effective_roles(to, context.stream))
    apply_rule(
        context,
        lambda floor: rules.hand_over(floor, command.chair, str(to.pk), moderates, command.chair in here),
    )
