"""The concept “cards”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(
    statuses={
        "card.unknown_code": 404,
        "card.none": 404,
        "card.revoked": 410,
        "card.too_many": 429,
    },
)
