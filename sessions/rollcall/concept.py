"""The concept “rollcall”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.rollcall import handlers, projections, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    signals=services.SIGNALS,
)
