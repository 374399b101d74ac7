"""Projections of attendance and check-ins, for everyone."""

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, Projection
from sessions.presence import models, protocol


def show_attendance(row: models.Attendance, audience: Audience) -> protocol.Attendance:
    """Show a party's attendance."""
    return protocol.Attendance(id=str(row.party_id), present=row.present, since=timestamp_text(row.since))


def show_check_in(row: models.CheckIn, audience: Audience) -> protocol.CheckIn:
    """Show a checked-in participant."""
    return protocol.CheckIn(id=str(row.participant_id), at=timestamp_text(row.at))


PROJECTIONS = [
    Projection(
        "attendance", "session", models.Attendance,
        lambda subject: models.Attendance.objects.filter(session=subject),
        show_attendance, lambda row: str(row.party_id),
    ),
    Projection(
        "check_in", "session", models.CheckIn,
        lambda subject: models.CheckIn.objects.filter(session=subject),
        show_check_in, lambda row: str(row.participant_id),
    ),
]  # fmt: skip
