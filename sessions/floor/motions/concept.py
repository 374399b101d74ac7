"""The concept “motions”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.motions import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
)
