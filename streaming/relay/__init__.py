"""The packet relay: encoded RTP packets from those who publish to those who listen, nothing decoded.

Pure asyncio on aiortc. Nothing here knows of Django, of sessions, or of who holds the floor.
"""

from streaming.relay.errors import MediaRefusal
from streaming.relay.files import FileSource
from streaming.relay.listener import Listener
from streaming.relay.offers import check_reception
from streaming.relay.relay import Answer, Relay
from streaming.relay.source import Origin, Source, SourceStats
from streaming.relay.stage import Stage
from streaming.relay.tapes import Tape

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
    "Tape",
    "check_reception",
]
