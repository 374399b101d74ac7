"""A recorded statement that has the floor (FL4), as the wire knows it. All belong to the stream `session/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Event


class StartPlayback(Command):
    """The introduction is over: play the recording. A moderator does it, or the party that has the floor."""

    type: Literal["floor.start_playback"] = "floor.start_playback"
    token: int


class RecordingStarted(Event):
    """The introduction is over, and the recording plays."""

    type: Literal["floor.recording_started"] = "floor.recording_started"
    turn: str
    party: str
