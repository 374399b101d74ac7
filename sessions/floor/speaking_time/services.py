"""What is decided about speaking time and the budget of a session; written as all that concerns the floor is."""

from foundation.journal.projections import Audience
from foundation.registry import Context
from sessions.floor.protocol import PresetName
from sessions.floor.services import Rule, apply, by_time
from sessions.floor.speaking_time import protocol, rules


def set_limits(context: Context, command: protocol.SetLimits) -> None:
    """FL15."""
    c = command
    apply(context, lambda floor: rules.set_limits(floor, c.limits, c.ends_turns, c.reply_limits, c.seen))


def apply_preset(context: Context, command: protocol.ApplyPreset) -> None:
    """FL15."""
    apply(context, lambda floor: rules.apply_preset(floor, command.preset, command.seen))


def prepare(session_id: int, preset: PresetName, actor: str) -> None:
    """FL15: an organiser applies a preset ahead of a session, in the administration."""
    by_time(session_id, lambda floor, now: rules.apply_preset(floor, preset), actor)


def set_budget(context: Context, command: protocol.SetBudget) -> None:
    """FL17."""
    rule: Rule = lambda floor: rules.set_budget(floor, command.minutes, context.now, command.seen)  # noqa: E731
    apply(context, rule, audience=Audience.MODERATORS)
