"""Protocol of speaking time and of the session's time budget (FL14, FL15, FL17). Stream `session/…`."""

from typing import Annotated, Literal

from pydantic import Field

from foundation.messages.protocol import Command, Event
from sessions.floor.protocol import Limits, MotionSpeakers, PresetName, Seconds
from sessions.programme.protocol import Reason

Seen = int | None
"""The floor's `figures` when the sender saw it. Refused if it has changed. If null, this is not checked."""


class SetLimits(Command):
    """Change the speaking time of all waiting entries (FL15). Fields that are null stay as they are."""

    type: Literal["floor.set_limits"] = "floor.set_limits"
    limits: Limits
    ends_turns: bool | None = None
    reply_limits: list[Seconds] | None = Field(default=None, max_length=100)
    """Speaking times of a party's first and second right of reply, and so on. A party has as many rights of reply as
    there are times (FL14)."""
    motion_speakers: MotionSpeakers | None = None
    """How many may speak on each kind of motion. A motion that is before the meeting keeps its own numbers (FL27)."""
    seen: Seen = None
    reason: Reason = ""


class ApplyPreset(Command):
    """Set all speaking times to those of a kind of meeting: limits, rights of reply, and whether turns end by
    themselves.
    """

    type: Literal["floor.apply_preset"] = "floor.apply_preset"
    preset: PresetName
    seen: Seen = None
    reason: Reason = ""


class SetBudget(Command):
    """Set the time budget: in how many minutes the session has to end, or null for the session's planned end (FL17)."""

    type: Literal["floor.set_budget"] = "floor.set_budget"
    minutes: Annotated[int, Field(ge=1, le=1440)] | None
    seen: Seen = None
    reason: Reason = ""


class LimitsSet(Event):
    """The speaking time of all waiting entries changed, or whether turns end by themselves.

    `lower` means that some entries have less time than before.
    """

    type: Literal["floor.limits_set"] = "floor.limits_set"
    limits: Limits
    ends_turns: bool
    reply_limits: list[int]
    motion_speakers: MotionSpeakers
    preset: PresetName | None
    lower: bool
    reason: str = ""


class BudgetSet(Event):
    """To moderators: the time budget changed. Null means the session's planned end (FL17)."""

    type: Literal["floor.budget_set"] = "floor.budget_set"
    ends_by: str | None
    reason: str = ""
