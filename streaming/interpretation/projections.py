"""Projection of language channels, for everyone."""

from foundation.clock import timestamp_text_or_none
from foundation.messages.projections import Audience, Projection
from streaming.interpretation import models, protocol


def show_channel(row: models.LanguageChannel, audience: Audience) -> protocol.LanguageChannel:
    """Show a language channel. Its interpreters are ids of participants: their names are not shown to everyone."""
    return protocol.LanguageChannel(
        id=row.language,
        position=row.position,
        on_duty=_id(row.on_duty_id),
        since=timestamp_text_or_none(row.since),
        incoming=row.incoming,
        offered_to=_id(row.offered_to_id),
        offered_by=_id(row.offered_by_id),
        slower_asked_at=timestamp_text_or_none(row.slower_asked_at),
        sound_reported_at=timestamp_text_or_none(row.sound_reported_at),
    )


def _id(participant: int | None) -> str | None:
    return None if participant is None else str(participant)


PROJECTIONS = [
    Projection(
        "language_channel", "session", models.LanguageChannel,
        lambda subject: models.LanguageChannel.objects.filter(session=subject),
        show_channel, lambda row: row.language,
    ),
]  # fmt: skip
