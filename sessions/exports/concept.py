"""The concept “exports”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(
    statuses={
        "exports.unknown": 404,
        "exports.not_ready": 409,
        "exports.throttled": 429,
        "exports.crowded": 503,
        "exports.no_room": 507,
    },
)
