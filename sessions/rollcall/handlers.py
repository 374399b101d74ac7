"""Handlers of roll calls and decisions."""

from foundation.registry import Handler
from sessions.rollcall import protocol, services

HANDLERS = [
    Handler(protocol.OpenRollCall, "rollcall.open", services.open_roll),
    Handler(protocol.AnswerRollCall, "rollcall.answer", services.answer),
    Handler(protocol.CloseRollCall, "rollcall.close", services.close_roll),
    Handler(protocol.RecordDecision, "decision.record", services.record_decision),
]
