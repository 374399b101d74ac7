"""The concept “documents”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.documents import handlers, projections, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    reactions=services.REACTIONS,
    statuses={
        "documents.unknown": 404,
        "documents.bad_facts": 400,
        "documents.too_large": 413,
        "documents.not_a_document": 415,
        "documents.has_programs": 415,
        "documents.range_needed": 416,
        "documents.no_room": 507,
    },
)
