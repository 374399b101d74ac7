"""The concept “carry over”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.carry_over import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
