"""Attendance as every reader sees it."""

from foundation.clock import stamp
from foundation.journal.views import Audience, View
from sessions.presence import models, protocol


def show_attendance(row: models.Attendance, audience: Audience) -> protocol.Attendance:
    """A party's attendance."""
    return protocol.Attendance(id=str(row.party_id), present=row.present, since=stamp(row.since))


VIEWS = [
    View(
        "attendance", "session", models.Attendance,
        lambda subject: models.Attendance.objects.filter(session=subject),
        show_attendance, lambda row: str(row.party_id),
    ),
]  # fmt: skip
