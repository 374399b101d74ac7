"""A party on two lists whose sessions are held at the same time. All belong to the stream `conference/…`.

It is warned, never refused. There is no command: it follows from the lists.
"""

from typing import Literal

from foundation.messages.protocol import Entity, Event


class Clash(Entity):
    """To staff: a party that waits or speaks in two sessions which are held at the same time."""

    party: str
    sessions: list[str]


class MyClash(Clash):
    """To the party itself: it waits or speaks in two sessions which are held at the same time."""


class ClashesChanged(Event):
    """To staff: these parties clash in other sessions than before, or no longer."""

    type: Literal["clashes.changed"] = "clashes.changed"
    parties: list[str]


ENTITIES = {"clash": Clash, "my_clash": MyClash}
