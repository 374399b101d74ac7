"""The concept “equipment_keys”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from streaming.equipment_keys import protocol

CONCEPT = Concept(
    protocol=protocol,
    statuses={
        "media.key_forged": 401,
        "media.key_revoked": 403,
        "media.unknown_key": 404,
    },
)
