"""The concept “adoption”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.outcome.adoption import handlers, projections, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    decisions=services.decisions,
    statuses={"outcome.unknown_reservation": 404},
)
