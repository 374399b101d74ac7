"""The concept “speaking time”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.speaking_time import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
