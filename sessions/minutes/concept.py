"""The concept “minutes”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.minutes import (
    acts,
    journal_heads,
    parity_and_corrections,
    procedure,
    proceedings,
    quorum,
    session_course,
    voting,
)
from sessions.minutes.published import PART
from sessions.minutes.sections import MinutesSection

CONCEPT = Concept(
    minutes=[
        MinutesSection("course", 10, session_course.session_course),
        MinutesSection("turns", 30, proceedings.turns),
        MinutesSection("rulings", 40, proceedings.rulings),
        MinutesSection("motions", 50, procedure.motions),
        MinutesSection("motion_speakers", 53, procedure.motion_speakers),
        MinutesSection("proposals", 55, voting.proposals),
        MinutesSection("votes", 60, voting.votes),
        MinutesSection("ballots", 65, voting.ballots),
        MinutesSection("explanations", 67, voting.explanations),
        MinutesSection("roll_calls", 70, quorum.roll_calls),
        MinutesSection("attendance", 80, quorum.attendance),
        MinutesSection("decisions", 90, quorum.decisions),
        MinutesSection("parity", 120, parity_and_corrections.ledger),
        MinutesSection("entries", 130, proceedings.entries),
        MinutesSection("orders", 140, procedure.orders),
        MinutesSection("acts", 145, acts.acts),
        MinutesSection("corrections", 150, parity_and_corrections.corrections),
        MinutesSection("journal", 160, journal_heads.journal_heads),
    ],
    parts=[PART],
)
