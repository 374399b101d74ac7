"""The concept “signalling”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from streaming.signalling import protocol, signal_sources

CONCEPT = Concept(
    protocol=protocol,
    signals=signal_sources.SIGNALS,
)
