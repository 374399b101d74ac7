"""Sections of the minutes on proposals, votes, and what each delegation voted (FL13, FL28, FL29)."""

from collections.abc import Mapping

from sessions.minutes.proceedings import party_by_id, party_columns, party_values
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.minutes.session_course import public_events
from sessions.parties.models import Party
from sessions.programme.models import Session
from sessions.votes.models import Vote


def proposals(session: Session) -> Section:
    """The section with the proposals before the session, and what became of them."""
    columns = (
        Column("proposal", "count"),
        Column("symbol"),
        Column("title"),
        Column("sponsors"),
        Column("text"),
        Column("link"),
        Column("state", "word"),
    )
    parties = party_by_id(session)
    rows = (
        Row(
            (
                row.number,
                row.symbol,
                row.title,
                "; ".join(str(parties[key]) for key in row.sponsors if key in parties),
                row.text,
                row.link,
                row.state,
            ),
            f"proposal/{row.number}",
        )
        for row in session.proposals.order_by("number")
    )
    return Section("proposals", columns, tuple(rows))


def votes(session: Session) -> Section:
    """The section with every vote: on what, how it was taken, the quorum, and the result."""
    columns = (
        Column("vote", "count"),
        Column("subject", "word"),
        Column("turn", "count"),
        *party_columns(),
        Column("motion", "word"),
        Column("ruling", "word"),
        Column("proposal", "count"),
        Column("question"),
        Column("method", "word"),
        Column("majority", "word"),
        Column("put_at", "moment"),
        Column("closed_at", "moment"),
        Column("present", "count"),
        Column("accredited", "count"),
        Column("needed", "count"),
        Column("counted_by", "word"),
        Column("in_favour", "count"),
        Column("against", "count"),
        Column("abstentions", "count"),
        Column("result", "word"),
        Column("reason"),
        Column("drawn"),
        Column("seed"),
    )
    rulings = {
        int(told.event["turn"]): told.event["ruling"] for told in public_events(session, "floor.ruled")
    } | {int(told.event["turn"]): "out_of_order" for told in public_events(session, "floor.motion_ruled_out")}
    dropped = {
        int(told.event["vote"]): told.event["reason"] for told in public_events(session, "vote.dropped")
    }
    parties = party_by_id(session)
    rows = (
        Row(_vote(row, rulings, dropped.get(row.number, row.reason), parties), f"vote/{row.number}")
        for row in session.votes.select_related("party").order_by("number")
    )
    return Section("votes", columns, tuple(rows))


def _vote(row: Vote, rulings: dict[int, str], reason: str, parties: Mapping[str, Party]) -> tuple[Value, ...]:
    figures = (row.in_favour, row.against, row.abstentions) if row.closed_at else (None, None, None)
    # Only a vote on a proposal needs a quorum (FL28).
    binds = row.subject == "proposal"
    quorum = (row.present, row.accredited, row.needed, row.counted_by) if binds else (None, None, None, "")
    return (
        row.number,
        row.subject,
        row.of,
        *party_values(row.party),
        row.motion,
        rulings.get(row.of, "") if row.subject == "appeal" and row.of is not None else "",
        row.proposal,
        row.question,
        row.method,
        row.majority,
        row.put_at,
        row.closed_at,
        *quorum,
        *figures,
        _result(row),
        reason,
        str(parties.get(row.drawn, "")),
        row.seed,
    )


def _result(row: Vote) -> str:
    """The result of a vote as text. Empty while the vote is under way."""
    if row.closed_at is None:
        return "dropped" if row.dropped else ""
    if row.carried is None:
        return "indicative"
    if row.subject == "appeal":
        return "overturned" if row.carried else "stands"
    return "adopted" if row.carried else "not_adopted"


def ballots(session: Session) -> Section:
    """The section with what each delegation on the roll voted, in the order of the roll, and what it said afterwards
    that it had intended. It has closed votes by ballot only.
    """
    columns = (
        Column("vote", "count"),
        *party_columns(),
        Column("answer", "word"),
        Column("place", "word"),
        Column("given_by", "word"),
        Column("answered_at", "moment"),
        Column("intended", "word"),
        Column("corrected_at", "moment"),
    )
    parties = party_by_id(session)
    held = session.votes.filter(closed_at__isnull=False).exclude(method="show_of_hands").order_by("number")
    rows: list[Row] = []
    for vote in held.prefetch_related("ballots"):
        cast = {str(row.party_id): row for row in vote.ballots.all()}
        for key in vote.roll:
            row = cast.get(key)
            if vote.method == "without_a_vote" and (row is None or row.answer != "object"):
                continue
            said: tuple[Value, ...] = ("not_voting", "", "", None, "", None)
            if row is not None:
                at = row.at if row.answer else None
                place, by = (row.place, f"by_{row.given_by}") if row.answer else ("", "")
                said = (row.answer or "not_voting", place, by, at, row.intended, row.corrected_at)
            rows.append(Row((vote.number, *party_values(parties.get(key)), *said)))
    return Section("ballots", columns, tuple(rows))


def explanations(session: Session) -> Section:
    """The section with the explanations of vote that were given, before the vote and after it (FL29)."""
    columns = (
        Column("proposal", "count"),
        Column("turn", "count"),
        *party_columns(),
        Column("when", "word"),
        Column("started_at", "moment"),
        Column("spoken", "seconds"),
    )
    given = session.turns.filter(entry__kind="explanation_of_vote").select_related("entry", "party")
    rows = (
        Row(
            (
                turn.entry.explains,
                turn.number,
                *party_values(turn.party),
                "after_vote" if turn.entry.after_vote else "before_vote",
                turn.started_at,
                turn.spoken if turn.ended_at else None,
            ),
            f"turn/{turn.number}",
        )
        for turn in given.order_by("number")
    )
    return Section("explanations", columns, tuple(rows))
