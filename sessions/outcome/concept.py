"""The concept “outcome”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.outcome import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    statuses={"outcome.unknown": 404, "outcome.unknown_paragraph": 404},
)
