"""Protocol of presiding: the participant in the chair presides. Stream `session/…`.

`floor.seat` seats the first chair. Later the chair is handed over.
"""

from typing import Literal

from foundation.messages.protocol import Command, Event


class HandOver(Command):
    """Hand the chair to another moderator. Without `to` the sender takes it, for example if the chair has left (FL20).

    `chair` is who presided when the sender looked, null for nobody.
    """

    type: Literal["floor.hand_over"] = "floor.hand_over"
    chair: str | None
    to: str | None = None


class HandedOver(Event):
    """Another moderator presides from now on (FL20). `chair_was_here` says whether the previous one was connected."""

    type: Literal["floor.handed_over"] = "floor.handed_over"
    participant: str
    before: str | None
    chair_was_here: bool
