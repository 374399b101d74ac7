"""Protocol of conflicts: a party is on the lists of two sessions at the same time. Stream `conference/…`.

The party is warned, never refused. There is no command, because a conflict follows from the lists.
"""

from typing import Literal

from foundation.messages.protocol import Entity, Event


class Clash(Entity):
    """To staff: a party waits or speaks in two sessions that are held at the same time."""

    party: str
    sessions: list[str]


class MyClash(Clash):
    """To the party: it waits or speaks in two sessions that are held at the same time."""


class ClashesChanged(Event):
    """To staff: the conflicts of these parties changed."""

    type: Literal["clashes.changed"] = "clashes.changed"
    parties: list[str]


ENTITIES = {"clash": Clash, "my_clash": MyClash}
