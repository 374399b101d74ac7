"""Sections of the minutes on orderings, procedural motions and votes on procedure (FL7, FL13)."""

from datetime import datetime

from sessions.floor.models import Ordering, Turn, Vote
from sessions.minutes.proceedings import party_columns, party_values
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.minutes.session_course import public_events
from sessions.programme.models import Session


def orders(session: Session) -> Section:
    """The policies that were applied. A draw can be repeated from the seed and the items."""
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
    """When an event of this type happened, by the number that the event names."""
    return {int(told.event[of]): told.at for told in public_events(session, event)}


def motions(session: Session) -> Section:
    """Procedural motions that were heard, with the number of the vote if one was held."""
    columns = (
        Column("turn", "count"),
        *party_columns(),
        Column("motion", "word"),
        Column("text"),
        Column("at", "moment"),
        Column("spoken", "seconds"),
        Column("vote", "count"),
    )
    heard = session.turns.filter(entry__kind="motion").select_related("entry", "party").order_by("number")
    votes = dict(session.votes.filter(subject="motion").values_list("of", "number"))
    rows = (Row(_motion(row, votes.get(row.number)), f"turn/{row.number}") for row in heard)
    return Section("motions", columns, tuple(rows))


def _motion(row: Turn, vote: int | None) -> tuple[Value, ...]:
    spoken = row.spoken if row.ended_at else None
    motion = row.entry.motion, row.entry.motion_text
    return row.number, *party_values(row.party), *motion, row.started_at, spoken, vote


def votes(session: Session) -> Section:
    """Votes on motions and on appeals, with their figures."""
    columns = (
        Column("vote", "count"),
        Column("subject", "word"),
        Column("turn", "count"),
        *party_columns(),
        Column("motion", "word"),
        Column("ruling", "word"),
        Column("put_at", "moment"),
        Column("entered_at", "moment"),
        Column("in_favour", "count"),
        Column("against", "count"),
        Column("abstentions", "count"),
        Column("result", "word"),
    )
    rulings = {
        int(told.event["turn"]): told.event["ruling"] for told in public_events(session, "floor.ruled")
    } | {int(told.event["turn"]): "out_of_order" for told in public_events(session, "floor.motion_ruled_out")}
    entered = _moments(session, "floor.vote_entered", "vote")
    rows = (
        Row(_vote(row, rulings, entered.get(row.number)), f"vote/{row.number}")
        for row in session.votes.select_related("party").order_by("number")
    )
    return Section("votes", columns, tuple(rows))


def _vote(row: Vote, rulings: dict[int, str], entered_at: datetime | None) -> tuple[Value, ...]:
    figures = (row.in_favour, row.against, row.abstentions) if row.carried is not None else (None, None, None)
    return (
        row.number,
        row.subject,
        row.of,
        *party_values(row.party),
        row.motion,
        rulings.get(row.of, "") if row.subject == "appeal" else "",
        row.put_at,
        entered_at,
        *figures,
        _result(row),
    )


def _result(row: Vote) -> str:
    """The result of a vote. Empty while it is under way."""
    if row.carried is None:
        return "dropped" if row.dropped else ""
    if row.subject == "appeal":
        return "overturned" if row.carried else "stands"
    return "adopted" if row.carried else "not_adopted"
