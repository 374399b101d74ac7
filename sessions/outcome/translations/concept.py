"""The concept “translations”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.outcome.translations import handlers, projections, protocol

CONCEPT = Concept(protocol=protocol, handlers=handlers.HANDLERS, projections=projections.PROJECTIONS)
