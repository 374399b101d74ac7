"""The concept “bulk inscription”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.floor.bulk_inscription import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    statuses={
        "inscriptions.empty": 400,
        "inscriptions.not_text": 400,
        "inscriptions.not_csv": 400,
        "inscriptions.no_party_column": 400,
        "inscriptions.column_twice": 400,
        "inscriptions.too_many_rows": 413,
        "inscriptions.too_large": 413,
    },
)
