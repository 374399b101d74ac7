"""The concept “programme”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.programme import projections, protocol

CONCEPT = Concept(
    protocol=protocol,
    projections=projections.PROJECTIONS,
    statuses={
        "join.unknown_code": 404,
        "programme.unknown": 404,
    },
)
