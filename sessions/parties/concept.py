"""The concept “parties”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.parties import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    statuses={
        "name.unreadable": 400,
        "name.of_a_role": 400,
        "name.of_a_party": 400,
    },
)
