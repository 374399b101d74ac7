"""Protocol of hall audio: which page plays the remote speakers in the hall. Stream `session/…`."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Entity, Event

SCREEN = "screen"
"""The hall screen plays by default."""

Player = Annotated[str, StringConstraints(pattern=r"^(screen|desk-[0-9a-f]{8,32}|)$")]
"""`screen`, the id that a tab of the desk gave itself, or empty if nobody plays."""


class HallSound(Entity):
    """The page that plays the sound in the hall. Two at once would echo. `id` is the session's."""

    player: Player


class PlayAt(Command):
    """Let the hall screen, this desk, or nobody play the sound in the hall. The previous player stops."""

    type: Literal["sound.play_at"] = "sound.play_at"
    player: Player


class PlaysAt(Event):
    """Another page plays the sound in the hall."""

    type: Literal["sound.plays_at"] = "sound.plays_at"
    player: Player


ENTITIES = {"hall_sound": HallSound}
