"""The concept “hall audio”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.hall_audio import handlers, projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
)
