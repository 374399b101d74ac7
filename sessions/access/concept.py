"""The concept “access”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.access import handlers, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    statuses={refusal.code: 403 for refusal in services.REFUSALS.values()} | {"seat.invited_only": 403},
)
