"""Statements in writing as every reader sees them."""

from foundation.clock import stamp
from foundation.journal.views import Audience, View
from sessions.written import models, protocol


def show_written(row: models.WrittenStatement, audience: Audience) -> protocol.WrittenStatement:
    """A statement handed in in writing."""
    return protocol.WrittenStatement(
        id=str(row.pk),
        party=str(row.party_id),
        language=row.language,
        text=row.text,
        on_behalf_of=row.on_behalf_of,
        submitted_at=stamp(row.submitted_at),
    )


VIEWS = [
    View(
        "written_statement", "session", models.WrittenStatement,
        lambda subject: models.WrittenStatement.objects.filter(session=subject), show_written,
        lambda row: str(row.pk),
    ),
]  # fmt: skip
