"""The concept “presence”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.presence import handlers, projections, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    signals=services.SIGNALS,
)
