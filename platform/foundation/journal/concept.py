"""The concept “journal”, as `config/concepts.py` lists it."""

from foundation.journal import protocol
from foundation.registry import Concept

CONCEPT = Concept(protocol=protocol)
