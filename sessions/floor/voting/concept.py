"""The concept “voting”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.voting import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
