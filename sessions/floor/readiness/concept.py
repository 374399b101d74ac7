"""The concept “readiness”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.readiness import handlers, projections, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    signals=services.SIGNALS,
)
