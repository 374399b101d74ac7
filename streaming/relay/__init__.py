"""The packet relay: forwards encoded RTP packets from publishers to listeners and decodes nothing.

Pure asyncio on aiortc. Nothing here imports Django or knows what a session or the floor is.
"""

from streaming.relay.errors import MediaRefusal
from streaming.relay.file_source import FileSource
from streaming.relay.listener import Listener
from streaming.relay.offers import check_reception
from streaming.relay.recorder import StageRecorder
from streaming.relay.relay import Answer, Relay
from streaming.relay.slots import INTERPRETATION, LANGUAGE, SIGN, TALKBACK
from streaming.relay.source import Origin, Source, SourceStats
from streaming.relay.stage import Stage

__all__ = [
    "INTERPRETATION",
    "LANGUAGE",
    "SIGN",
    "TALKBACK",
    "Answer",
    "FileSource",
    "Listener",
    "MediaRefusal",
    "Origin",
    "Relay",
    "Source",
    "SourceStats",
    "Stage",
    "StageRecorder",
    "check_reception",
]
