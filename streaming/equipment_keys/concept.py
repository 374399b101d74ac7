"""The concept “equipment_keys”, as `config/concepts.py` lists it."""

from foundation.registry import Concept

CONCEPT = Concept(
    statuses={
        "media.key_forged": 401,
        "media.key_revoked": 403,
        "media.unknown_key": 404,
    },
)
