"""The concept “podium”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.podium import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
