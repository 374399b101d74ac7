"""The signal of captions: the words that may still change."""

from foundation.registry import SignalSource
from streaming.captions import protocol
from streaming.captions.models import CaptionChannel

COMING = "caption.coming"


def coming(session_id: int) -> protocol.ComingCaptions:
    """The signal `caption.coming`."""
    rows = CaptionChannel.objects.filter(session=session_id, is_open=True).exclude(coming="")
    return protocol.ComingCaptions(texts=dict(rows.order_by("language").values_list("language", "coming")))


SIGNALS = [SignalSource(COMING, "captions", read=coming)]
