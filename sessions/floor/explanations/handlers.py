"""Handlers of explanations of vote."""

from foundation.registry import Handler
from sessions.floor.explanations import protocol, services

HANDLERS = [Handler(protocol.TakeExplanations, "vote.put", services.take_explanations)]
