"""Projections of announcements, in the stream of a session or of the conference."""

from chat.announcements import protocol
from chat.announcements.models import Announcement
from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, Projection


def show(row: Announcement, audience: Audience) -> protocol.Announcement | None:
    """Show an announcement until it is withdrawn."""
    return None if row.withdrawn_at is not None else facts_of(row)


def facts_of(row: Announcement) -> protocol.Announcement:
    """An announcement that is shown."""
    return protocol.Announcement(
        id=_key(row),
        texts=row.texts,
        by=str(row.made_by_id) if row.made_by_id else None,
        made_at=timestamp_text(row.made_at),
    )


def _key(row: Announcement) -> str:
    return str(row.number)


PROJECTIONS = [
    Projection(
        "announcement", "session", Announcement,
        lambda subject: Announcement.objects.filter(session=subject, withdrawn_at=None).order_by("number"),
        show, _key, is_secret=lambda row: row.session_id is None,
    ),
    Projection(
        "announcement", "conference", Announcement,
        lambda subject: Announcement.objects.filter(
            conference=subject, session=None, withdrawn_at=None
        ).order_by("number"),
        show, _key, is_secret=lambda row: row.session_id is not None,
    ),
]  # fmt: skip
