"""The concept “polls”, as `config/concepts.py` lists it."""

from chat.polls import answers, handlers, minutes, projections, protocol, published, services
from foundation.registry import Concept
from sessions.minutes.sections import MinutesSection

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    signals=answers.SIGNALS,
    reactions=[*services.REACTIONS, *published.REACTIONS],
    minutes=[MinutesSection("polls", 115, minutes.polls)],
    statuses={"poll.unknown": 404},
)
