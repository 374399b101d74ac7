"""The concept “read out”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.read_out import handlers, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    reactions=services.REACTIONS,
)
