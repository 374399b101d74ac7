"""The section of the minutes with the rapporteurs' notes."""

from sessions.minutes.notes.models import Note
from sessions.minutes.sections import Column, Row, Section
from sessions.programme.models import Session


def notes(session: Session) -> Section:
    """The section with the approved notes, in the order of their moments."""
    columns = (Column("note", "count"), Column("turn", "count"), Column("at", "moment"), Column("text"))
    rows = session.notes.filter(state=Note.State.APPROVED, removed_at=None).order_by("at", "number")
    return Section(
        "notes",
        columns,
        tuple(Row((row.number, row.turn, row.at, row.text), f"note/{row.number}") for row in rows),
    )
