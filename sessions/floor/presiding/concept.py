"""The concept “presiding”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.presiding import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
