"""The concept “reactions to what was released”, as `config/concepts.py` lists it."""

from chat.reactions import handlers, minutes, protocol, signals
from foundation.registry import Concept
from sessions.minutes.sections import MinutesSection

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    signals=signals.SIGNALS,
    reactions=signals.REACTIONS,
    minutes=[MinutesSection("reactions", 105, minutes.reactions)],
    statuses={"reaction.not_released": 404},
)
