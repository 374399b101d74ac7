"""Protocol of playback: a video statement has the floor (FL4). Stream `session/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Event


class StartPlayback(Command):
    """The introduction is over: play the video statement. Sent by a moderator, or by the party that has the floor."""

    type: Literal["floor.start_playback"] = "floor.start_playback"
    token: int


class PlaybackStarted(Event):
    """The introduction is over, and the video statement plays."""

    type: Literal["floor.playback_started"] = "floor.playback_started"
    turn: str
    party: str
