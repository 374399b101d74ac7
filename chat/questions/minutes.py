"""The section of the minutes with the questions that everyone saw, and their state."""

from django.db.models import Count

from chat.questions.models import Question
from chat.questions.projections import SHOWN, facts_of
from foundation.messages.projections import Audience
from sessions.minutes.proceedings import party_by_id, party_columns, party_values
from sessions.minutes.sections import Column, Row, Section
from sessions.models import Session


def questions(session: Session) -> Section:
    """The section with the approved and answered questions. Anonymous ones have no name."""
    columns = (
        Column("question", "count"),
        Column("asked_at", "moment"),
        Column("author"),
        *party_columns(),
        Column("simulated", "yes"),
        Column("text"),
        Column("votes", "count"),
        Column("disposition", "word"),
        Column("guest", "yes"),
    )
    parties = party_by_id(session)
    rows: list[Row] = []
    for row in (
        Question.objects.filter(session=session, state__in=SHOWN)
        .annotate(cast=Count("votes"))
        .order_by("number")
    ):
        seen = facts_of(row, Audience.EVERYONE)
        party = party_values(parties.get(seen.party or ""))
        rows.append(
            Row(
                (
                    row.number,
                    row.asked_at,
                    seen.author,
                    *party,
                    seen.simulated,
                    seen.text,
                    row.cast,
                    seen.state,
                    seen.guest,
                ),
                f"question/{row.number}",
            )
        )
    return Section("questions", columns, tuple(rows))
