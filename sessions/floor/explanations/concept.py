"""The concept “explanations of vote”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.explanations import handlers, protocol

CONCEPT = Concept(protocol=protocol, handlers=handlers.HANDLERS)
