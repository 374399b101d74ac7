"""The concept “announcements”, as `config/concepts.py` lists it."""

from chat.announcements import handlers, projections, protocol
from foundation.registry import Concept

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    statuses={"announcement.unknown": 404},
)
