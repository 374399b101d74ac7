"""The concept “questions”, as `config/concepts.py` lists it."""

from chat.questions import handlers, minutes, projections, protocol, published, services, votes
from foundation.registry import Concept
from sessions.minutes.sections import MinutesSection

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    signals=votes.SIGNALS,
    reactions=[*services.REACTIONS, *published.REACTIONS],
    minutes=[
        MinutesSection("questions", 110, minutes.questions, part="questions"),
    ],
    parts=[published.PART],
    statuses={"question.unknown": 404},
)
