"""The concept “points of order”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.points_of_order import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
)
