"""The concept “announcements”, as `config/concepts.py` lists it."""

from chat.announcements import handlers, minutes, projections, protocol
from foundation.registry import Concept
from sessions.minutes.sections import MinutesSection

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    minutes=[MinutesSection("announcements", 117, minutes.announcements)],
    statuses={"announcement.unknown": 404},
)
