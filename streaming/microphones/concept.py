"""The concept “microphones”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from streaming.microphones import desk, protocol

CONCEPT = Concept(
    protocol=protocol,
    signals=desk.SIGNALS,
    statuses={
        "microphones.unknown": 404,
    },
)
