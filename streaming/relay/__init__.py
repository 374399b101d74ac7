"""The packet relay: encoded RTP packets from those who publish to those who listen, nothing decoded.

Pure asyncio on aiortc. Nothing here knows of Django, of sessions, or of who holds the floor.
"""

from streaming.relay.errors import MediaRefusal
from streaming.relay.files import FileSource
from streaming.relay.listener import Listener
from streaming.relay.offers import check_reception
from streaming.relay.recorder import StageRecorder
from streaming.relay.relay import Answer, Relay
from streaming.relay.source import Origin, Source, SourceStats
from streaming.relay.stage import Stage

__all__ = [
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
