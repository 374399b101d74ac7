"""Projections of captions: the languages in the stream of a session, and the latest captions in their own."""

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, Projection
from streaming.captions import protocol
from streaming.captions.models import Caption, CaptionChannel


def _show_channel(row: CaptionChannel, audience: Audience) -> protocol.CaptionChannel:
    return protocol.CaptionChannel(id=row.language, is_open=row.is_open, on_hall_screen=row.on_hall_screen)


def _show(row: Caption, audience: Audience) -> protocol.Caption | None:
    return facts_of(row) if row.is_live and not row.removed else None


def facts_of(row: Caption) -> protocol.Caption:
    """A caption that is shown."""
    return protocol.Caption(
        id=str(row.number),
        language=row.language,
        source=row.source,
        turn=None if row.turn is None else str(row.turn),
        text=row.text,
        corrected=bool(row.earlier),
        began_at=timestamp_text(row.began_at),
        ended_at=timestamp_text(row.ended_at),
    )


PROJECTIONS = [
    Projection(
        "caption_channel", "session", CaptionChannel,
        lambda session: CaptionChannel.objects.filter(session=session).order_by("language"),
        _show_channel, lambda row: row.language,
    ),
    Projection(
        "caption", "captions", Caption,
        lambda session: Caption.objects.filter(session=session, is_live=True, removed=False).order_by("number"),
        _show, lambda row: str(row.number),
    ),
]  # fmt: skip
