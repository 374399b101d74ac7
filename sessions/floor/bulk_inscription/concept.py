"""The concept “bulk inscription”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.bulk_inscription import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
