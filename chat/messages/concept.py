"""The concept “messages”, as `config/concepts.py` lists it."""

from chat.messages import handlers, minutes, projections, protocol, signals
from foundation.registry import Concept
from sessions.minutes.sections import MinutesSection

DELIVERY_SECONDS = 0.15
"""Messages that come within this time are delivered together. One write for several costs little more than for one."""

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    signals=signals.SIGNALS,
    minutes=[MinutesSection("messages", 115, minutes.messages, part="questions")],
    statuses={"message.unknown": 404},
    delivery_intervals={"chat": DELIVERY_SECONDS},
)
