"""The section of the minutes with the questions of a session, and what became of each."""

from chat.questions import rules, votes
from chat.questions.models import Question
from chat.questions.projections import SHOWN, facts_of
from foundation.messages.projections import Audience
from sessions.minutes.proceedings import party_by_id, party_columns, party_values
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.models import Party, Session


def questions(session: Session) -> Section:
    """Every question with what became of it. Anonymous ones have no name.

    Of a question that was never shown, there is only its number, when it was asked, and what became of it.
    """
    columns = (
        Column("question", "count"),
        Column("asked_at", "moment"),
        Column("author"),
        *party_columns(),
        Column("simulated", "yes"),
        Column("text"),
        Column("votes", "count"),
        Column("disposition", "word"),
        Column("answered_at", "moment"),
        Column("turn", "count"),
        Column("answer"),
        Column("guest", "yes"),
    )
    parties = party_by_id(session)
    cast = votes.counts(session.pk)
    rows: list[Row] = []
    for row in Question.objects.filter(session=session).order_by("number"):
        outcome = rules.disposition(row.state, row.answer_kind, is_closed=session.state == "closed")
        if row.state not in SHOWN and session.state != "closed":
            continue
        rows.append(Row(_values(row, outcome, cast.get(row.number, 0), parties), f"question/{row.number}"))
    return Section("questions", columns, tuple(rows))


def _values(row: Question, outcome: str, cast: int, parties: dict[str, Party]) -> tuple[Value, ...]:
    if row.state not in SHOWN:
        nobody = party_values(None)
        return (row.number, row.asked_at, "", *nobody, False, "", None, outcome, None, None, "", False)
    seen = facts_of(row, Audience.EVERYONE)
    party = party_values(parties.get(seen.party or ""))
    answered = (row.answered_at, row.turn, seen.answer)
    return (
        *(row.number, row.asked_at, seen.author, *party, seen.simulated, seen.text),
        *(cast, outcome, *answered, seen.guest),
    )
