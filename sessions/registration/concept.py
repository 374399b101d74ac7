"""The concept “registration”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.registration import handlers, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    signals=services.SIGNALS,
    statuses={
        "registration.closed": 403,
        "registration.code_over": 410,
        "registration.wrong_code": 403,
        "registration.unknown": 404,
    },
)
