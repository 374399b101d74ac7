"""Who plays those far away in the hall, as the wire knows it. All belong to the stream `session/…`."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from foundation.messages.protocol import Command, Entity, Event

SCREEN = "screen"
"""The hall screen plays, as long as nobody chose otherwise."""

Player = Annotated[str, StringConstraints(pattern=r"^(screen|desk-[0-9a-f]{8,32}|)$")]
"""`screen`, one tab of the hall desk by the id it gave itself, or empty where nobody plays."""


class HallSound(Entity):
    """The one who plays the sound in the hall: two at once would echo. `id` is the session's."""

    player: Player


class PlayAt(Command):
    """Let the hall screen, this desk, or nobody play the sound in the hall; whoever played falls silent."""

    type: Literal["sound.play_at"] = "sound.play_at"
    player: Player


class PlaysAt(Event):
    """The sound plays elsewhere in the hall."""

    type: Literal["sound.plays_at"] = "sound.plays_at"
    player: Player


ENTITIES = {"hall_sound": HallSound}
