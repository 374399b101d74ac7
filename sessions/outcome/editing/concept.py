"""The concept “editing” of outcome documents, as `config/concepts.py` lists it."""

from foundation.registry import Concept
from sessions.outcome.editing import handlers, protocol, services

CONCEPT = Concept(protocol=protocol, handlers=handlers.HANDLERS, signals=services.SIGNALS)
