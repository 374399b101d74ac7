"""Projection of the hall audio, for everyone."""

from foundation.messages.projections import Audience, Projection
from sessions.hall_audio import models, protocol


def show_sound(row: models.HallSound, audience: Audience) -> protocol.HallSound:
    """Show which page plays the sound in a session's hall."""
    return protocol.HallSound(id=str(row.session_id), player=row.player)


PROJECTIONS = [
    Projection(
        "hall_sound", "session", models.HallSound,
        lambda subject: models.HallSound.objects.filter(session=subject),
        show_sound, lambda row: str(row.session_id),
    ),
]  # fmt: skip
