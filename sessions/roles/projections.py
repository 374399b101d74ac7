"""Projection of roles in one session, for everyone."""

from foundation.messages.projections import Audience, Projection
from sessions.roles import models, protocol


def show_session_role(row: models.SessionRole, audience: Audience) -> protocol.SessionRole:
    """Show a role in one session."""
    return protocol.SessionRole(
        id=str(row.pk),
        session=str(row.session_id),
        participant=str(row.participant_id),
        role=row.role,
        language=row.language,
    )


PROJECTIONS = [
    Projection(
        "session_role", "conference", models.SessionRole,
        lambda subject: models.SessionRole.objects.filter(participant__conference=subject),
        show_session_role, lambda row: str(row.pk),
    ),
]  # fmt: skip
