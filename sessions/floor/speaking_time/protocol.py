"""How long turns and the session may take (FL14, FL15, FL17), as the wire knows it. All belong to `session/…`."""

from typing import Annotated, Literal

from pydantic import Field

from foundation.messages.protocol import Command, Event
from sessions.floor.protocol import Limits, PresetName, Seconds

Seen = int | None
"""`figures` of the floor as the sender saw it; on another it is refused. Null does not say."""


class SetLimits(Command):
    """Change the speaking time of all who still wait (FL15); what is null stays as it is."""

    type: Literal["floor.set_limits"] = "floor.set_limits"
    limits: Limits
    ends_turns: bool | None = None
    reply_limits: list[Seconds] | None = Field(default=None, max_length=100)
    """Speaking time of a party's first right of reply, of its second, and so on: as many as it has (FL14)."""
    seen: Seen = None


class ApplyPreset(Command):
    """Set all figures as a kind of meeting has them: limits, rights of reply, whether turns end by themselves."""

    type: Literal["floor.apply_preset"] = "floor.apply_preset"
    preset: PresetName
    seen: Seen = None


class SetBudget(Command):
    """Say in how many minutes the session is to end; null for its own end (FL17)."""

    type: Literal["floor.set_budget"] = "floor.set_budget"
    minutes: Annotated[int, Field(ge=1, le=1440)] | None
    seen: Seen = None


class LimitsSet(Event):
    """The speaking time of all who wait changed, or whether turns end by themselves.

    `lower` says that somebody has less than before.
    """

    type: Literal["floor.limits_set"] = "floor.limits_set"
    limits: Limits
    ends_turns: bool
    reply_limits: list[int]
    preset: PresetName | None
    lower: bool


class BudgetSet(Event):
    """To moderators: the time budget changed; null is the session's own end (FL17)."""

    type: Literal["floor.budget_set"] = "floor.budget_set"
    ends_by: str | None
