"""The concept “swaps”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.swaps import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
)
