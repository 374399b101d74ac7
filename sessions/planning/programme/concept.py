"""The concept “planning the programme”, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.planning.programme import handlers, protocol

CONCEPT = Concept(
    protocol=protocol,
    handlers=handlers.HANDLERS,
    statuses={"branding.not_a_picture": 400, "branding.too_large": 413, "branding.no_logo": 404},
)
