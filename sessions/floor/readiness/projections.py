"""Projection of the desk's confirmations, for everyone."""

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, Projection
from sessions.floor.readiness import models, protocol


def show_confirmation(row: models.HallConfirmation, audience: Audience) -> protocol.HallConfirmation:
    """Show the confirmation that a speaker is in the hall."""
    return protocol.HallConfirmation(id=str(row.entry.number), at=timestamp_text(row.at))


PROJECTIONS = [
    Projection(
        "hall_confirmation", "session", models.HallConfirmation,
        lambda subject: models.HallConfirmation.objects.filter(session=subject).select_related("entry"),
        show_confirmation, lambda row: str(row.entry.number),
    ),
]  # fmt: skip
