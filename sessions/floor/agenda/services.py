"""Takes a session from one agenda item to the next (FL14)."""

from foundation.registry import Context
from sessions.floor.agenda import protocol, rules
from sessions.floor.services import apply


def take_up(context: Context, command: protocol.TakeUpItem) -> None:
    """Take up the next item (FL14)."""
    apply(context, lambda floor: rules.take_up(floor, command.title, command.seen))
