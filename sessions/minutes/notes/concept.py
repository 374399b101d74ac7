"""The concept “notes”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.minutes.notes import handlers, minutes, projections, protocol
from sessions.minutes.sections import MinutesSection

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    minutes=[MinutesSection("notes", 35, minutes.notes)],
)
