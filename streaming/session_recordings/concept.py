"""The concept “session recordings”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.minutes.sections import MinutesSection
from streaming.session_recordings import handlers, minutes, projections, protocol, published, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    reactions=services.REACTIONS,
    minutes=[
        MinutesSection("session_recordings", 20, minutes.session_recordings),
    ],
    parts=[published.PART],
    statuses={
        "session_recording.no_file": 404,
    },
)
