"""Projections of language channels, of the sign channel and of how booths work together, for everyone."""

from typing import Any

from foundation.clock import timestamp_text_or_none
from foundation.messages.projections import Audience, Projection
from streaming.interpretation import models, protocol


def show_channel(row: models.LanguageChannel, audience: Audience) -> protocol.LanguageChannel | None:
    """Show a language channel. Its interpreters are ids of participants: their names are not shown to everyone."""
    if row.signed:
        return None
    return protocol.LanguageChannel(
        position=row.position,
        outgoing=row.outgoing or row.language,
        second=row.second,
        held_by=row.held_by or None,
        **_booth(row),
    )


def show_sign_channel(row: models.LanguageChannel, audience: Audience) -> protocol.SignChannel | None:
    """Show the sign channel. Its interpreters are ids of participants too."""
    return protocol.SignChannel(on_hall_screen=row.on_hall_screen, **_booth(row)) if row.signed else None


def _booth(row: models.LanguageChannel) -> dict[str, Any]:
    return {
        "id": row.language,
        "on_duty": _id(row.on_duty_id),
        "from_hall": row.hall_booth_id is not None,
        "since": timestamp_text_or_none(row.since) if row.is_on_duty else None,
        "incoming": row.incoming,
        "offered_to": _id(row.offered_to_id),
        "offered_by": _id(row.offered_by_id),
        "slower_asked_at": timestamp_text_or_none(row.slower_asked_at),
        "sound_reported_at": timestamp_text_or_none(row.sound_reported_at),
    }


def show_policy(row: models.InterpretationPolicy, audience: Audience) -> protocol.InterpretationPolicy:
    """Show how the booths of a session work together."""
    return protocol.InterpretationPolicy(
        id=str(row.session_id),
        meeting=row.meeting,
        holds_clock=row.holds_clock,
    )


def _id(participant: int | None) -> str | None:
    return None if participant is None else str(participant)


PROJECTIONS = [
    Projection(
        "language_channel", "session", models.LanguageChannel,
        lambda subject: models.LanguageChannel.objects.filter(session=subject, signed=False),
        show_channel, lambda row: row.language,
    ),
    Projection(
        "sign_channel", "session", models.LanguageChannel,
        lambda subject: models.LanguageChannel.objects.filter(session=subject, signed=True),
        show_sign_channel, lambda row: row.language,
    ),
    Projection(
        "interpretation_policy", "session", models.InterpretationPolicy,
        lambda subject: models.InterpretationPolicy.objects.filter(session=subject),
        show_policy, lambda row: str(row.session_id),
    ),
]  # fmt: skip
