"""The concept “demo”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(
    statuses={
        "demo.absent": 404,
        "demo.unknown_seat": 404,
    },
)
