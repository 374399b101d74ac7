"""The concept “votes”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.votes import handlers, projections, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    reactions=services.REACTIONS,
    decisions=services.decisions,
)
