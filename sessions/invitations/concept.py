"""The concept “invitations”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.invitations import handlers, protocol, services

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    signals=services.SIGNALS,
    reactions=services.REACTIONS,
    statuses={
        "invitation.demo": 403,
        "invitation.unknown": 404,
        "invitation.expired": 410,
        "invitation.revoked": 410,
        "invitation.spent": 410,
        "invitation.too_many": 429,
    },
)
