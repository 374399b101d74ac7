"""The concept “technical checks”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.technical_checks import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
)
