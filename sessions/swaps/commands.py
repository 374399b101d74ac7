"""The doors of changing places."""

from foundation.registry import Door
from sessions.swaps import protocol, services

DOORS = [
    Door(protocol.ProposeSwap, "floor.propose_swap", services.propose),
    Door(protocol.AnswerSwap, "floor.answer_swap", services.answer),
    Door(protocol.CancelSwap, "floor.cancel_swap", services.cancel),
]
