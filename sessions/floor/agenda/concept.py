"""The concept “agenda”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.agenda import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
