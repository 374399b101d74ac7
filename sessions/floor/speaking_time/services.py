"""Changes speaking times and the time budget of a session."""

from foundation.messages.projections import Audience
from foundation.registry import Context
from sessions.floor.services import apply_rule
from sessions.floor.speaking_time import protocol, rules


def set_limits(context: Context, command: protocol.SetLimits) -> None:
    """Set speaking times (FL15)."""
    c = command
    apply_rule(
        context,
        lambda floor: rules.set_limits(
            floor, c.limits, c.ends_turns, c.reply_limits, c.seen, c.motion_speakers
        ),
        reason=c.reason,
    )


def apply_preset(context: Context, command: protocol.ApplyPreset) -> None:
    """Apply a preset (FL15)."""
    apply_rule(
        context, lambda floor: rules.apply_preset(floor, command.preset, command.seen), reason=command.reason
    )


def set_budget(context: Context, command: protocol.SetBudget) -> None:
    """Set the time budget (FL17)."""
    apply_rule(
        context,
        lambda floor: rules.set_budget(floor, command.minutes, context.now, command.seen),
        audience=Audience.MODERATORS,
        reason=command.reason,
    )
