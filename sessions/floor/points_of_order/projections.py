"""Projection of the interrupted turns, for everyone."""

from foundation.messages.projections import Audience, Projection
from sessions.floor import models, protocol
from sessions.floor.projections import turn_of


def show_interrupted(row: models.Turn, audience: Audience) -> protocol.Turn | None:
    """Show a turn that waits during a point of order, a motion or a vote."""
    return turn_of(row) if row.ended_at is None and row.interrupted else None


PROJECTIONS = [
    Projection(
        "interrupted_turn", "session", models.Turn,
        lambda subject: models.Turn.objects.filter(
            session=subject, ended_at=None, interrupted=True
        ).select_related("entry").order_by("number"),
        show_interrupted, lambda row: str(row.number),
    ),
]  # fmt: skip
