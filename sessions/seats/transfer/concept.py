"""The concept “transfer”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.seats.transfer import protocol, services

CONCEPT = Concept(
    protocol=protocol,
    signals=services.SIGNALS,
    statuses={
        "continue.unknown_code": 404,
        "continue.expired": 410,
        "continue.used": 410,
        "continue.too_many": 429,
    },
)
