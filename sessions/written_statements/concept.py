"""The concept “written statements”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.minutes.sections import MinutesSection
from sessions.written_statements import handlers, projections, protocol, record, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    reactions=services.REACTIONS,
    minutes=[
        MinutesSection("written", 100, record.written),
    ],
)
