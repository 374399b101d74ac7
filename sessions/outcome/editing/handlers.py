"""Handlers of who edits a paragraph now."""

from foundation.registry import Handler
from sessions.outcome.editing import protocol, services

DRAFT = "outcome.draft"

HANDLERS = [
    Handler(protocol.BeginEditing, DRAFT, services.begin, stream="outcome", journaled=False),
    Handler(protocol.EndEditing, DRAFT, services.end, stream="outcome", journaled=False),
]
