"""Handlers of swaps."""

from foundation.registry import Handler
from sessions.floor.swaps import protocol, services

HANDLERS = [
    Handler(protocol.ProposeSwap, "floor.propose_swap", services.propose),
    Handler(protocol.AnswerSwap, "floor.answer_swap", services.answer),
    Handler(protocol.CancelSwap, "floor.cancel_swap", services.cancel),
]
