"""The concept “interpretation”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from streaming.interpretation import handlers, projections, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    reactions=services.REACTIONS,
    statuses={"interpretation.unknown_language": 404, "interpretation.not_assigned": 403},
)
