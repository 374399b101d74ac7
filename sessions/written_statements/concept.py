"""The concept “written statements”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.minutes.sections import MinutesSection
from sessions.written_statements import handlers, minutes, projections, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    reactions=services.REACTIONS,
    minutes=[
        MinutesSection("written", 100, minutes.written_statements),
    ],
    statuses={
        "written.unknown": 404,
        "written.no_file": 404,
        "written.too_large": 413,
        "written.not_a_document": 415,
        "written.disguised": 415,
        "written.has_programs": 415,
        "written.locked": 422,
        "written.broken": 422,
        "written.no_text": 422,
        "written.too_much_inside": 422,
        "written.bad_facts": 400,
    },
)
