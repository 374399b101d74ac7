"""Section of the minutes with the published written statements and their words."""

import re

from sessions.minutes.proceedings import party_columns, party_values
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.programme.models import Session
from sessions.written_statements import rich_text
from sessions.written_statements.models import WrittenStatement
from sessions.written_statements.services import published_statements

APART = re.compile(r"\n\s*\n")


def written_statements(session: Session) -> Section:
    """The section with the published statements, in the order of publication. A text whose party was never called is
    not in it.
    """
    columns = (
        Column("statement", "count"),
        *party_columns(),
        Column("on_behalf_of"),
        Column("language"),
        Column("spoken", "yes"),
        Column("published_at", "moment"),
        Column("given_out", "yes"),
        Column("words", "count"),
        Column("text"),
    )
    published = enumerate(published_statements(session), start=1)
    stand = (Row(_statement(number, row), f"written/{number}") for number, row in published)
    return Section("written", columns, tuple(stand))


def _statement(number: int, row: WrittenStatement) -> tuple[Value, ...]:
    return (
        number,
        *party_values(row.party),
        row.on_behalf_of,
        row.language,
        row.spoken,
        row.published_at,
        row.given_out,
        row.words,
        APART.sub("\n\n", rich_text.text_without_marks(row.text)) if row.rich else row.text,
    )
