"""The concept “new conferences”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.planning.conferences import handlers, protocol

CONCEPT = Concept(protocol=protocol, handlers=handlers.HANDLERS)
