"""Whether an entry can be called now (FL18): the one place that judges. Pure; it knows figures, and no packet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from foundation.refusals import Refusal
from sessions.floor.core.state import Entry
from sessions.floor.core.turns import READY
from sessions.floor.protocol import Readiness, Verdict

ON_DECK = 5
"""How many are on deck, and told so."""
JUDGED = 20
"""How many of those first on the list are judged ahead: as many as a console shows. Any other is, when it is called."""
RECENT = timedelta(seconds=15)
"""Within this long packets have to have come (FL18)."""
UNSEEN = timedelta(seconds=5)
"""A line that no relay has reported for this long is gone."""
MOST_LOSS = 0.10
"""Opus conceals and corrects up to about a tenth (RFC 6716, section 2.1.7: in-band error correction); the technical
check calls a line with more bad."""
LONGEST_TRIP = 0.8
"""Twice the 400 ms one way that ITU-T G.114 gives as the limit for planning networks, in seconds."""


@dataclass(frozen=True)
class Line:
    """What a relay says of a person's line. `loss` is a fraction over the last 15 s, `rtt` in seconds."""

    participant: str
    party: str
    began_at: datetime
    has_sound: bool
    packet_at: datetime | None
    heard_at: datetime | None
    loss: float = 0.0
    rtt: float | None = None


@dataclass(frozen=True)
class Around:
    """What is known around an entry. `lines` are those of its party, `here` says that someone of it is connected."""

    lines: tuple[Line, ...] = ()
    here: bool = False
    in_hall: bool = False
    """One of the party was checked in, or the entry confirmed by the desk."""
    has_recording: bool = False
    converted: int | None = None
    """How many percent of its recording are converted, where one is coming."""


def judge(entry: Entry, around: Around, now: datetime) -> Readiness:
    """FL18: whether it can be called, or what is missing."""
    if entry.mode == "recorded":
        return _judge_recording(around)
    if entry.mode == "read_out":
        return READY
    if entry.place == "hall":
        return _said("ready" if around.in_hall else "not_confirmed")
    line = chosen(around.lines, entry.speaker)
    if line is None:
        return _said("no_line" if around.here else "absent")
    return judge_line(line, now)


def _judge_recording(around: Around) -> Readiness:
    if around.has_recording:
        return READY
    if around.converted is not None:
        return Readiness(verdict="converting", figure=around.converted)
    return _said("no_recording")


def judge_line(line: Line, now: datetime) -> Readiness:
    """FL18: its microphone was heard, its packets come, and few enough are lost or late."""
    if not line.has_sound:
        return _said("no_microphone")
    if line.packet_at is None or now - line.packet_at > RECENT:
        return _said("silent")
    if line.loss > MOST_LOSS:
        return Readiness(verdict="lossy", figure=round(100 * line.loss))
    if line.rtt is not None and line.rtt > LONGEST_TRIP:
        return Readiness(verdict="slow", figure=round(10 * line.rtt) * 100)
    return _said("ready" if line.heard_at is not None else "not_heard")


def chosen(lines: Iterable[Line], speaker: str | None) -> Line | None:
    """The line that would be heard: the intended speaker's, else that of the member who came last."""
    own = list(lines)
    intended = [line for line in own if line.participant == speaker]
    return max(intended or own, key=lambda line: (line.began_at, line.participant), default=None)


def _said(verdict: Verdict) -> Readiness:
    return Readiness(verdict=verdict)


def check_confirm(place: Literal["hall", "remote"], confirmed: Collection[int], number: int) -> None:
    """FL18. Refuses `floor.not_in_hall`, `floor.confirmed_already`."""
    if place != "hall":
        raise Refusal(
            "floor.not_in_hall", "This party speaks from elsewhere. Its line says whether it is ready."
        )
    if number in confirmed:
        raise Refusal("floor.confirmed_already", "This speaker is confirmed already. Look at the list again.")


def check_taken_back(confirmed: Collection[int], number: int) -> None:
    """FL18. Refuses `floor.not_confirmed`."""
    if number not in confirmed:
        raise Refusal("floor.not_confirmed", "Nobody has confirmed this speaker. Look at the list again.")
