"""Projection of corrections, for everyone."""

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, Projection
from sessions.minutes.corrections import models, protocol


def show_correction(row: models.Correction, audience: Audience) -> protocol.Correction:
    """Show a correction of the minutes."""
    return protocol.Correction(
        id=str(row.number),
        of=row.of,
        item=str(row.item),
        text=row.text,
        reason=row.reason,
        by=str(row.by_id) if row.by_id else None,
        at=timestamp_text(row.at),
    )


PROJECTIONS = [
    Projection(
        "correction", "session", models.Correction,
        lambda subject: models.Correction.objects.filter(session=subject),
        show_correction, lambda row: str(row.number),
    ),
]  # fmt: skip
