"""Projection of the motions before the meeting, for everyone."""

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, Projection
from sessions.floor import models
from sessions.floor.motions import protocol


def show_motion(row: models.Motion, audience: Audience) -> protocol.PendingMotion | None:
    """Show a motion until it is put to the vote, or ends."""
    if row.ended_at is not None:
        return None
    return protocol.PendingMotion(
        id=str(row.number),
        entry=str(row.entry),
        party=str(row.party_id),
        motion=row.motion,
        motion_text=row.motion_text,
        recognised_at=timestamp_text(row.recognised_at),
        in_favour=row.in_favour,
        against=row.against,
        heard=[protocol.Heard(entry=str(entry), party=party, side=side) for entry, party, side in row.heard],
    )


PROJECTIONS = [
    Projection(
        "pending_motion", "session", models.Motion,
        lambda subject: models.Motion.objects.filter(session=subject, ended_at=None).order_by("number"),
        show_motion, lambda row: str(row.number),
    ),
]  # fmt: skip
