"""The concept “transfer”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.seats.transfer import protocol, services

CONCEPT = Concept(
    protocol=protocol,
    signals=services.SIGNALS,
)
