"""Sections of the minutes on orderings and procedural motions (FL7, FL13)."""

from datetime import datetime

from sessions.floor.models import Motion, Ordering, Turn
from sessions.minutes.proceedings import party_columns, party_values
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.minutes.session_course import public_events
from sessions.programme.models import Session


def orders(session: Session) -> Section:
    """The section with the policies that were applied to the list. A draw can be repeated from the seed and
    the items.
    """
    columns = (
        Column("order", "count"),
        Column("at", "moment"),
        Column("policy", "word"),
        Column("language"),
        Column("letter"),
        Column("seed"),
        Column("drawn"),
        Column("list"),
        Column("undone_at", "moment"),
    )
    undone = _moments(session, "floor.order_undone", "ordering")
    rows = (Row(_order(row, undone), f"order/{row.number}") for row in session.orderings.order_by("number"))
    return Section("orders", columns, tuple(rows))


def _order(row: Ordering, undone: dict[int, datetime]) -> tuple[Value, ...]:
    return (
        row.number,
        row.at,
        row.policy,
        row.language,
        row.letter,
        row.seed,
        "; ".join(" ".join(str(item) for item in items) for items in row.drawn),
        " ".join(str(number) for number in row.after),
        undone.get(row.number),
    )


def _moments(session: Session, event: str, of: str) -> dict[int, datetime]:
    """The time of each event of this type, by the number in the event's field `of`."""
    return {int(told.event[of]): told.at for told in public_events(session, event)}


def motions(session: Session) -> Section:
    """The section with the procedural motions that were heard, what became of them, and the number of the vote if one
    was held.
    """
    columns = (
        Column("turn", "count"),
        *party_columns(),
        Column("motion", "word"),
        Column("text"),
        Column("at", "moment"),
        Column("spoken", "seconds"),
        Column("outcome", "word"),
        Column("vote", "count"),
    )
    heard = session.turns.filter(entry__kind="motion").select_related("entry", "party").order_by("number")
    votes = dict(session.votes.filter(subject="motion").values_list("of", "number"))
    outcomes = dict(session.motions.values_list("number", "outcome"))
    rows = (
        Row(_motion(row, outcomes.get(row.number, ""), votes.get(row.number)), f"turn/{row.number}")
        for row in heard
    )
    return Section("motions", columns, tuple(rows))


def _motion(row: Turn, outcome: str, vote: int | None) -> tuple[Value, ...]:
    spoken = row.spoken if row.ended_at else None
    motion = row.entry.motion, row.entry.motion_text
    return row.number, *party_values(row.party), *motion, row.started_at, spoken, outcome, vote


def motion_speakers(session: Session) -> Section:
    """The section with those who spoke for and against a motion, beside its mover (FL27)."""
    columns = (
        Column("turn", "count"),
        Column("motion_turn", "count"),
        *party_columns(),
        Column("motion", "word"),
        Column("side", "word"),
        Column("at", "moment"),
        Column("spoken", "seconds"),
    )
    moved = {row.number: row for row in session.motions.all()}
    spoke = session.turns.filter(entry__kind="on_motion").select_related("entry", "party").order_by("number")
    rows = (Row(_speaker(row, moved[row.entry.of]), f"turn/{row.number}") for row in spoke if row.entry.of)
    return Section("motion_speakers", columns, tuple(rows))


def _speaker(row: Turn, motion: Motion) -> tuple[Value, ...]:
    spoken = row.spoken if row.ended_at else None
    side = motion.motion, row.entry.side
    return row.number, motion.number, *party_values(row.party), *side, row.started_at, spoken
