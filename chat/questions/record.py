"""Questions as the record of a session has them: those that everyone saw, and what became of them."""

from django.db.models import Count

from chat.questions.models import Question
from chat.questions.projections import SHOWN, show_question
from foundation.journal.projections import Audience
from sessions.minutes.proceedings import party_by_id, party_columns, party_values
from sessions.minutes.sections import Column, Row, Section
from sessions.models import Session


def questions(session: Session) -> Section:
    """Those shown or answered; who asked anonymously stays so, and what a moderator withheld is not there."""
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
        seen = show_question(row, Audience.EVERYONE)
        assert seen is not None
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
