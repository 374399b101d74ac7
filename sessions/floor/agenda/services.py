"""Takes a session from one agenda item to another, and names its items (FL14)."""

from foundation.registry import Context
from sessions.floor.agenda import protocol, rules
from sessions.floor.services import apply


def take_up(context: Context, command: protocol.TakeUpItem) -> None:
    """Take up an item (FL14)."""
    c = command
    apply(context, lambda floor: rules.take_up(floor, c.title, c.seen, c.item))


def name(context: Context, command: protocol.NameItem) -> None:
    """Name an item, or add one (FL14)."""
    apply(context, lambda floor: rules.name(floor, command.item, command.title))
