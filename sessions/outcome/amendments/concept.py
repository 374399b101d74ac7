"""The concept “amendments”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.outcome.amendments import anchors, handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    reactions=anchors.REACTIONS,
    statuses={"outcome.unknown_amendment": 404, "outcome.unknown_comment": 404},
)
