"""The concept “conflicts”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.conflicts import projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
)
