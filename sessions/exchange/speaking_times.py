"""Columns of a session's speaking times: a preset, single times, and how many speak on motions. Pure.

The values of times are texts such as `3:00`, as the cells have them.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sessions.exchange import rules
from sessions.exchange.rules import Field, Value, Values, WrongCellError
from sessions.floor.protocol import Limits, MotionSpeakers, PresetName, Sides
from sessions.floor.speaking_time.presets import PRESETS, Figures, fitting_preset
from sessions.floor.speaking_time.rules import MAX_REPLIES

USUAL: PresetName = "conference"
PRESET = "speaking_times"
LIMITS = {
    f"limit_{name}": name
    for name in ("state", "group", "observer", "other", "order", "on_motion", "explanation")
}
"""The member of `Limits` that each column has."""

FIGURES = (*LIMITS, "limit_replies", "ends_turns", "motion_speakers")
COLUMNS = (PRESET, *FIGURES)
TIME = re.compile(r"(\d{1,2})[:.]([0-5]\d)(?:[:.]00)?")
"""A time. A spreadsheet that takes 3:00 for a time of day writes 03:00:00."""

SPEAKERS = re.compile(r"(\w+)\s+(\d{1,2})\s+for,?\s+(\d{1,2})\s+against", re.IGNORECASE)
SHORTEST, LONGEST, MAX_SPEAKERS = 10, 3600, 10


def values_of(figures: Figures, preset: PresetName | None) -> Values:
    """The values of a session's speaking times, by column."""
    limits: Values = {column: time_text(getattr(figures.limits, name)) for column, name in LIMITS.items()}
    return {
        PRESET: preset or "",
        **limits,
        "limit_replies": [time_text(seconds) for seconds in figures.reply_limits],
        "ends_turns": figures.ends_turns,
        "motion_speakers": [
            f"{name} {sides.in_favour} for {sides.against} against"
            for name, sides in _sides(figures.motion_speakers).items()
        ],
    }


def _sides(speakers: MotionSpeakers) -> dict[str, Sides]:
    return {name: getattr(speakers, name) for name in MotionSpeakers.model_fields}


def figures_of(values: Mapping[str, Any]) -> Figures:
    """The speaking times that the complete values of a row stand for."""
    numbers = {}
    for each in values["motion_speakers"]:
        name, in_favour, _, against, _ = each.split()
        numbers[name] = Sides(in_favour=int(in_favour), against=int(against))
    return Figures(
        Limits(**{name: parse_time(values[column]) for column, name in LIMITS.items()}),
        tuple(parse_time(each) for each in values["limit_replies"]),
        values["ends_turns"],
        MotionSpeakers(**numbers),
    )


def preset_of(values: Values) -> PresetName | None:
    """The preset that complete values name, or the first that has their times."""
    named: Any = values[PRESET] or None
    return fitting_preset(figures_of(values), named)


def with_preset_times(values: Values) -> Values:
    """The values of a row. If the row names a preset, its empty cells get the times of the preset. If another cell
    differs from the preset, the session has times of its own.
    """
    preset: Any = values.get(PRESET)
    if not preset:
        return values
    usual = values_of(PRESETS[preset], preset)
    found = values | {name: values.get(name, usual[name]) for name in FIGURES}
    is_whole = all(found[name] == usual[name] for name in FIGURES)
    return found | {PRESET: preset if is_whole else ""}


def time_text(time: int) -> str:
    """Seconds as a cell has them: `3:00`."""
    return f"{time // 60}:{time % 60:02}"


def parse_time(text: str) -> int:
    """The seconds of a time as a cell has it."""
    minutes, _, rest = text.partition(":")
    return int(minutes) * 60 + int(rest)


def _time(cell: str) -> str:
    found = TIME.fullmatch(cell)
    time = int(found[1]) * 60 + int(found[2]) if found else 0
    if not SHORTEST <= time <= LONGEST:
        raise WrongCellError("speaking_time", text=cell[:40])
    return time_text(time)


def _replies(cell: str) -> Value:
    # Two rights of reply may have the same time.
    times = [_time(each.strip()) for each in re.split(r"[;\n]", cell) if each.strip()]
    if cell and not 1 <= len(times) <= MAX_REPLIES:
        raise WrongCellError("reply_times")
    return times


def _motions(cell: str) -> Value:
    usual = values_of(PRESETS[USUAL], None)["motion_speakers"]
    wrong = WrongCellError("motion_speakers", text=cell[:80], example=rules.value_text(usual))
    found: dict[str, str] = {}
    for each in rules.split_values(cell):
        given = SPEAKERS.fullmatch(each)
        if given is None or max(int(given[2]), int(given[3])) > MAX_SPEAKERS:
            raise wrong
        found[given[1].lower()] = f"{given[1].lower()} {int(given[2])} for {int(given[3])} against"
    if cell and found.keys() != MotionSpeakers.model_fields.keys():
        raise wrong
    return [found[name] for name in MotionSpeakers.model_fields if found]


def fields() -> dict[str, Field]:
    """The fields of a session's speaking times. An empty cell leaves them as they are."""
    readers: dict[str, Callable[[str], Value]] = {
        **dict.fromkeys(LIMITS, lambda cell: _time(cell) if cell else ""),
        "limit_replies": _replies,
        "ends_turns": rules.yes_or_no,
        "motion_speakers": _motions,
    }
    return {
        PRESET: Field(rules.word_reader([*PRESETS]), is_kept=True),
        **{name: Field(read, is_kept=True, default=_default_of(name)) for name, read in readers.items()},
    }


def _default_of(name: str) -> Callable[[Values], Value]:
    value = values_of(PRESETS[USUAL], None)[name]
    return lambda values: value
