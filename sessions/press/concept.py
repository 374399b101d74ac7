"""The concept “press”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.press import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
)
