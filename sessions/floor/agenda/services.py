"""Takes a session from one agenda item to another, and names its items (FL14)."""

from foundation.registry import Context
from sessions.floor.agenda import protocol, rules
from sessions.floor.services import apply_rule


def take_up(context: Context, command: protocol.TakeUpItem) -> None:
    """Take up an item (FL14)."""
    c = command
    apply_rule(context, lambda floor: rules.take_up(floor, c.title, c.seen, c.item))


def name_item(context: Context, command: protocol.NameItem) -> None:
    """Name an item, or add one (FL14)."""
    apply_rule(context, lambda floor: rules.name_item(floor, command.item, command.title))
