"""The concept “disconnections”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.disconnections import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
