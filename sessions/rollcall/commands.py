"""The doors of roll calls and decisions."""

from foundation.registry import Door
from sessions.rollcall import protocol, services

DOORS = [
    Door(protocol.OpenRollCall, "rollcall.open", services.open_roll),
    Door(protocol.AnswerRollCall, "rollcall.answer", services.answer),
    Door(protocol.CloseRollCall, "rollcall.close", services.close_roll),
    Door(protocol.RecordDecision, "decision.record", services.record_decision),
]
