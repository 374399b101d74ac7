"""Decides whether an entry can be called now (FL18). Pure: it works on reported figures."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation.refusals import Refusal
from sessions.floor.core.state import PROCEDURAL, Entry
from sessions.floor.core.turns import READY
from sessions.floor.protocol import Readiness, Verdict
from sessions.parties.protocol import Place

ON_DECK = 5
"""How many of the next entries are on deck. Their parties are told that they are called soon."""
JUDGED = 20
"""How many of the first entries are judged in advance: as many as a console shows. Others are judged when called."""
SILENT_AFTER = timedelta(seconds=15)
"""A line is silent if its last packet is older than this (FL18)."""
LINE_TIMEOUT = timedelta(seconds=5)
"""A line that no relay has reported for this long is gone."""
MAX_LOSS = 0.10
"""The fraction of lost packets above which a line is poor. Opus conceals and corrects losses up to about a tenth
(in-band error correction, RFC 6716, section 2.1.7). The technical check has the same limit.
"""
MAX_ROUND_TRIP = 0.8
"""The round trip in seconds above which a line is poor: twice the 400 ms one way that ITU-T G.114 gives as the limit
for planning networks.
"""


@dataclass(frozen=True)
class ReportedLine:
    """A relay's report on a person's line. `loss` is a fraction over the last 15 s, `rtt` in seconds."""

    participant: str
    party: str
    began_at: datetime
    has_sound: bool
    packet_at: datetime | None
    heard_at: datetime | None
    loss: float = 0.0
    rtt: float | None = None


@dataclass(frozen=True)
class EntryFacts:
    """What is known of an entry's speakers. `lines` are the lines of its party. `here` means that a member of the party
    is connected.
    """

    lines: tuple[ReportedLine, ...] = ()
    here: bool = False
    in_hall: bool = False
    """Whether a member of the party was checked in, or the desk confirmed that the entry's speaker is in the hall."""
    has_video_statement: bool = False
    converted: int | None = None
    """How many percent of its video statement are converted, or None if none is being converted."""


def judge_entry(entry: Entry, facts: EntryFacts, now: datetime) -> Readiness:
    """Whether the entry can be called, or what is missing (FL18)."""
    if entry.mode == "video_statement":
        return _judge_video_statement(facts)
    if entry.mode == "read_out":
        return READY
    if entry.place == "hall":
        # Whoever asks for the floor on procedure in the hall is seen there, and nobody confirms such an entry.
        if entry.kind in PROCEDURAL:
            return READY
        return _as_readiness("ready" if facts.in_hall else "not_confirmed")
    line = heard_line(facts.lines, entry.speaker)
    if line is None:
        return _as_readiness("no_line" if facts.here else "absent")
    return judge_line(line, now)


def _judge_video_statement(facts: EntryFacts) -> Readiness:
    if facts.has_video_statement:
        return READY
    if facts.converted is not None:
        return Readiness(verdict="converting", figure=facts.converted)
    return _as_readiness("no_video_statement")


def judge_line(line: ReportedLine, now: datetime) -> Readiness:
    """Whether a line is good enough (FL18): its microphone was heard, and its packets come with little loss and
    delay."""
    if not line.has_sound:
        return _as_readiness("no_microphone")
    if line.packet_at is None or now - line.packet_at > SILENT_AFTER:
        return _as_readiness("silent")
    if line.loss > MAX_LOSS:
        return Readiness(verdict="lossy", figure=round(100 * line.loss))
    if line.rtt is not None and line.rtt > MAX_ROUND_TRIP:
        return Readiness(verdict="slow", figure=round(10 * line.rtt) * 100)
    return _as_readiness("ready" if line.heard_at is not None else "not_heard")


def heard_line(lines: Iterable[ReportedLine], speaker: str | None) -> ReportedLine | None:
    """The line that would be heard: the intended speaker's, else the one that began last."""
    own = list(lines)
    intended = [line for line in own if line.participant == speaker]
    return max(intended or own, key=lambda line: (line.began_at, line.participant), default=None)


def _as_readiness(verdict: Verdict) -> Readiness:
    return Readiness(verdict=verdict)


def check_confirmation(place: Place, confirmed: Collection[int], number: int) -> None:
    """Check that the desk can confirm that an entry's speaker is in the hall (FL18).

    Refuses `floor.not_in_hall`, `floor.confirmed_already`.
    """
    if place != "hall":
        raise Refusal(
            "floor.not_in_hall",
            "This party speaks remotely, so nobody confirms it in the hall. See on the list whether its line is ready.",
        )
    if number in confirmed:
        raise Refusal("floor.confirmed_already", "This speaker is confirmed already. Look at the list again.")


def check_taken_back(confirmed: Collection[int], number: int) -> None:
    """Check that there is a confirmation to take back (FL18). Refuses `floor.not_confirmed`."""
    if number not in confirmed:
        raise Refusal("floor.not_confirmed", "Nobody has confirmed this speaker. Look at the list again.")
