"""Handlers of video statements. The files come in over REST (`api.py`)."""

from foundation.registry import Handler
from streaming.video_statements import protocol, services
from streaming.video_statements.intake import SUBMIT

HANDLERS = [
    Handler(protocol.RemoveVideoStatement, SUBMIT, services.remove, stream="conference", administrative=False)
]
