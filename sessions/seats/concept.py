"""The concept “seats”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(
    statuses={
        "join.too_many": 429,
        "seat.second_factor": 403,
        "seat.too_many": 429,
    },
)
