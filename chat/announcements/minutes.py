"""The section of the minutes with the announcements to the people of a session."""

from chat.announcements.models import Announcement
from sessions.minutes.sections import Column, Row, Section
from sessions.models import Session


def announcements(session: Session) -> Section:
    """Each announcement to the session that was not withdrawn, in each of its languages."""
    columns = (Column("at", "moment"), Column("text", "name"))
    shown = Announcement.objects.filter(session=session, withdrawn_at=None).order_by("number")
    return Section(
        "announcements",
        columns,
        tuple(Row((row.made_at, row.texts), f"announcement/{row.number}") for row in shown),
    )
