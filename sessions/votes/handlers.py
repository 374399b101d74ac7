"""Handlers of votes by delegation."""

from foundation.registry import Handler
from sessions.votes import protocol, services

HANDLERS = [
    Handler(protocol.CastVote, "vote.cast", services.cast_vote),
    Handler(protocol.ObjectToDecision, "vote.cast", services.object_to),
    Handler(protocol.CorrectVote, "vote.cast", services.correct),
]
