"""The concept “floor”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
)
