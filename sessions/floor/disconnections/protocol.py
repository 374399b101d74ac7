"""Protocol for a holder's line that drops, and for a speaker who is not ready. Stream `session/…`.

Meanwhile the turn has `dropped_at` and `held_until`. Rule ids are those of `docs/floor-rules.md`.
"""

from typing import Literal

from foundation.messages.protocol import Command, Event
from sessions.floor.protocol import Mode
from sessions.programme.protocol import Reason


class Wait(Command):
    """Hold the floor for another grace period for a holder whose line dropped (FL20)."""

    type: Literal["floor.wait"] = "floor.wait"
    token: int


class PlayVideoStatement(Command):
    """Play the video statement of a party whose line dropped. The clock goes on (FL20)."""

    type: Literal["floor.play_video_statement"] = "floor.play_video_statement"
    token: int


class ReadOut(Command):
    """Have the statement of a party whose line dropped read out. The clock goes on (FL20)."""

    type: Literal["floor.read_out"] = "floor.read_out"
    token: int


class ReturnToList(Command):
    """End the turn of a party whose line dropped. Its entry waits again, at the end of its category (FL20)."""

    type: Literal["floor.return_to_list"] = "floor.return_to_list"
    token: int
    reason: Reason = ""


class CallLater(Command):
    """Move a waiting entry to the end of its category (FL19).

    `moves` is how often the entry was moved when the sender saw it. Refused as `floor.list_changed` if it differs.
    """

    type: Literal["floor.call_later"] = "floor.call_later"
    entry: str
    moves: int
    reason: Reason = ""


class HolderDropped(Event):
    """The line of the holder, or of the `hall`, dropped. Clock and microphone stopped (FL20)."""

    type: Literal["floor.holder_dropped"] = "floor.holder_dropped"
    turn: str
    party: str
    hall: bool
    held_until: str


class HolderReturned(Event):
    """The line is back. The clock `resumed`, unless the chair had suspended the turn (FL20)."""

    type: Literal["floor.holder_returned"] = "floor.holder_returned"
    turn: str
    party: str
    hall: bool
    resumed: bool


class Waited(Event):
    """The floor is held for another grace period (FL20)."""

    type: Literal["floor.waited"] = "floor.waited"
    turn: str
    party: str
    held_until: str


class ModeChanged(Event):
    """After its line dropped, the present turn goes on as a video statement, or is read out (FL20)."""

    type: Literal["floor.mode_changed"] = "floor.mode_changed"
    turn: str
    party: str
    mode: Mode


class ReturnedToList(Event):
    """A turn ended and its entry waits again. `place` counts from 1, `spoken` is in seconds (FL20)."""

    type: Literal["floor.returned_to_list"] = "floor.returned_to_list"
    turn: str
    entry: str
    party: str
    place: int
    spoken: float
    reason: str = ""


class CalledLater(Event):
    """An entry is called later. Places count from 1 (FL19)."""

    type: Literal["floor.called_later"] = "floor.called_later"
    entry: str
    party: str
    place_left: int
    place_taken: int
    reason: str = ""
