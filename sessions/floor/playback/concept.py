"""The concept “playback”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.playback import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
