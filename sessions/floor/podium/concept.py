"""The concept “podium”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.podium import protocol

CONCEPT = Concept(
    protocol=protocol,
)
