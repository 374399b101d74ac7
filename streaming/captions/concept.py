"""The concept “captions”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.minutes.sections import MinutesSection
from streaming.captions import handlers, minutes, projections, protocol, signals

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    signals=signals.SIGNALS,
    minutes=[MinutesSection("transcript", 105, minutes.transcript)],
    statuses={"caption.unknown": 404},
)
