"""Projection of the ordering in force, for everyone."""

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, Projection
from sessions.floor import models
from sessions.floor.ordering import protocol


def show_ordering(row: models.Ordering, audience: Audience) -> protocol.Ordering | None:
    """Show the ordering in force to everyone."""
    if not row.in_force:
        return None
    return protocol.Ordering(
        id=str(row.number),
        policy=row.policy,
        language=row.language,
        letter=row.letter,
        seed=row.seed,
        drawn=row.drawn,
        at=timestamp_text(row.at),
    )


PROJECTIONS = [
    Projection(
        "ordering", "session", models.Ordering,
        lambda subject: models.Ordering.objects.filter(session=subject, in_force=True),
        show_ordering, lambda row: str(row.number),
    ),
]  # fmt: skip
