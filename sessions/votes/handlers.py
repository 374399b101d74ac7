"""Handlers of votes by delegation."""

from foundation.registry import Handler
from sessions.votes import protocol, services

HANDLERS = [
    Handler(protocol.Cast, "vote.cast", services.cast_vote),
    Handler(protocol.Object, "vote.cast", services.object_to),
    Handler(protocol.Correct, "vote.cast", services.correct),
]
