"""Services for points of order (FL13)."""

from foundation.registry import Context
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.points_of_order import protocol, rules
from sessions.floor.services import apply_rule, readiness_of


def recognise(context: Context, command: protocol.Recognise) -> None:
    """Hear a point of order or a motion (FL13)."""
    c = command

    def rule(floor: Floor) -> Outcome:
        judged = readiness_of(context, floor, c.entry)
        return rules.recognise(floor, c.entry, c.token, context.now, judged, c.confirmed)

    apply_rule(context, rule)


def rule_out_of_order(context: Context, command: protocol.RuleOutOfOrder) -> None:
    """Rule a motion out of order (FL13)."""
    c = command
    apply_rule(context, lambda floor: rules.rule_out_of_order(floor, c.token, c.text, context.now), "ruled")


def rule(context: Context, command: protocol.Rule) -> None:
    """Rule on a point of order (FL13)."""
    c = command
    apply_rule(context, lambda floor: rules.rule(floor, c.token, c.ruling, c.text, context.now), "ruled")
