"""The concept “help calls”, as `config/concepts.py` lists it."""

from chat.help_calls import handlers, projections, protocol, services
from foundation.registry import Concept

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    projections=projections.PROJECTIONS,
    own_projections=projections.OWN_PROJECTIONS,
    signals=services.SIGNALS,
)
