"""The concept “microphones”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from streaming.microphones import process_controller, protocol

CONCEPT = Concept(
    protocol=protocol,
    signals=process_controller.SIGNALS,
    statuses={
        "microphones.unknown": 404,
    },
)
