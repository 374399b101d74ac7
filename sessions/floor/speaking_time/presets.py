"""The speaking times of kinds of meetings, with their sources (FL14, FL15). Pure.

Each figure can be changed afterwards. If the public rules give none, the figure is Balai's own, and the source
says so.
"""

from dataclasses import dataclass, field

from sessions.floor.core.state import MOTION_SPEAKERS
from sessions.floor.protocol import Limits, MotionSpeakers, PresetName


@dataclass(frozen=True)
class Figures:
    """Speaking time by category and for rights of reply, whether turns end by themselves, and who speaks on motions."""

    limits: Limits
    reply_limits: tuple[int, ...]
    ends_turns: bool = False
    motion_speakers: MotionSpeakers = MOTION_SPEAKERS
    source: str = field(default="", compare=False)


PRESETS: dict[PresetName, Figures] = {
    "conference": Figures(
        limits=Limits(state=180, group=240, observer=120, other=60),
        reply_limits=(180, 120),
        source="Balai's own defaults.",
    ),
    "general_assembly": Figures(
        limits=Limits(state=900, group=900, observer=900, other=900, explanation=600),
        reply_limits=(600, 300),
        source=(
            "Rights of reply: decision 34/401, paragraphs 8–10 (rules of procedure, annex V): at the end of the day, "
            "two for a delegation on an item, of ten and five minutes. Statements: the fifteen minutes of the general "
            "debate (A/61/PV.10); rule 72 leaves other limits to the Assembly. Explanations of "
            "vote: rule 88, ten minutes. On motions: rules 74 to 76, which give "
            "no number for a closure of the list and other motions, and no time for those who speak on one."
        ),
    ),
    "who": Figures(
        limits=Limits(state=180, group=240, observer=120, other=60),
        reply_limits=(180, 120),
        source=(
            "Statements: the arrangements of the Seventy-third World Health Assembly (Members three minutes, groups "
            "four, observers and organizations two, non-State actors one). Number and length of rights of reply, and "
            "the speakers on motions, are Balai's own."
        ),
    ),
}


def fitting_preset(figures: Figures, *preferred: PresetName | None) -> PresetName | None:
    """The preset that has these figures: a preferred one, else the first. None if they are no preset's."""
    return next((name for name in (*preferred, *PRESETS) if name and PRESETS[name] == figures), None)
