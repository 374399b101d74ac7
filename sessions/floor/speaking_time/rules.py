"""Rules of speaking time and of the session's time budget (FL14, FL15, FL17). Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from foundation.clock import timestamp_text_or_none
from foundation.refusals import Refusal
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.protocol import Limits, MotionSpeakers, PresetName
from sessions.floor.speaking_time import protocol
from sessions.floor.speaking_time.presets import PRESETS, Figures, fitting_preset
from sessions.programme.rules import check_not_closed

MAX_REPLIES = 5


def set_limits(
    floor: Floor,
    limits: Limits,
    ends_turns: bool | None,
    reply_limits: Sequence[int] | None = None,
    seen: int | None = None,
    motion_speakers: MotionSpeakers | None = None,
    preset: PresetName | None = None,
) -> Outcome:
    """Set speaking times of all waiting entries (FL15), and whether turns end by themselves (FL16).

    The present turn keeps its time. If the figures are those of a preset, they have its name: that of `preset`, else of
    the present one, else of the first that fits.

    Refuses `session.closed`, `floor.figures_changed`, `floor.bad_replies`.
    """
    _check_seen(floor, seen)
    if reply_limits is not None and not 1 <= len(reply_limits) <= MAX_REPLIES:
        raise Refusal("floor.bad_replies", "A party has one to five rights of reply. Give the time of each.")
    replies = floor.reply_limits if reply_limits is None else tuple(reply_limits)
    ends = floor.ends_turns if ends_turns is None else ends_turns
    figures = Figures(limits, replies, ends, motion_speakers or floor.motion_speakers)
    return _figures(floor, figures, fitting_preset(figures, preset, floor.preset))


def apply_preset(floor: Floor, preset: PresetName, seen: int | None = None) -> Outcome:
    """Set all figures of a kind of meeting (FL15). Refuses `session.closed`, `floor.figures_changed`."""
    _check_seen(floor, seen)
    return _figures(floor, PRESETS[preset], preset)


def _check_seen(floor: Floor, seen: int | None) -> None:
    check_not_closed(floor.session)
    if seen not in (None, floor.figures):
        raise Refusal(
            "floor.figures_changed",
            "Another moderator set speaking times or the budget at the same moment. Look at them, then act.",
        )


def _figures(floor: Floor, figures: Figures, preset: PresetName | None) -> Outcome:
    after = replace(
        floor,
        limits=figures.limits,
        reply_limits=figures.reply_limits,
        ends_turns=figures.ends_turns,
        motion_speakers=figures.motion_speakers,
        preset=preset,
        figures=floor.figures + 1,
    )
    event = protocol.LimitsSet(
        limits=figures.limits,
        ends_turns=figures.ends_turns,
        reply_limits=list(figures.reply_limits),
        motion_speakers=figures.motion_speakers,
        preset=preset,
        lower=any(after.limit_of(entry) < floor.limit_of(entry) for entry in floor.requests),
    )
    return Outcome(after, event)


def set_budget(floor: Floor, minutes: int | None, now: datetime, seen: int | None = None) -> Outcome:
    """Set the time budget (FL17). Refuses `session.closed`, `floor.figures_changed`."""
    _check_seen(floor, seen)
    ends_by = None if minutes is None else now + timedelta(minutes=minutes)
    after = replace(floor, ends_by=ends_by, figures=floor.figures + 1)
    return Outcome(after, protocol.BudgetSet(ends_by=timestamp_text_or_none(ends_by)))
