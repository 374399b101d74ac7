"""Who presides: whoever sits in the chair. All belong to the stream `session/…`.

`floor.seat` puts the first one there; from then on the chair is handed over.
"""

from typing import Literal

from foundation.messages.protocol import Command, Event


class HandOver(Command):
    """Hand the chair to another moderator; without `to` the sender takes it, as when the chair has vanished (FL20).

    `chair` is whom the sender saw preside, null for nobody.
    """

    type: Literal["floor.hand_over"] = "floor.hand_over"
    chair: str | None
    to: str | None = None


class HandedOver(Event):
    """Another presides from now on (FL20). `chair_was_here` is whether the one before was connected."""

    type: Literal["floor.handed_over"] = "floor.handed_over"
    participant: str
    before: str | None
    chair_was_here: bool
