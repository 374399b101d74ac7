"""The concept “publication”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.publication import handlers, projections, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    reactions=services.REACTIONS,
    statuses={"publication.not_published": 403, "publication.for_others": 403},
)
