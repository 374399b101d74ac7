"""The concept “expected parties”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.planning.expected import protocol, services

CONCEPT = Concept(protocol=protocol, signals=services.SIGNALS)
