"""Handlers of the adoption of an outcome document."""

from collections.abc import Callable
from typing import Any

from foundation.messages.protocol import Command
from foundation.registry import Context, Handler
from sessions.outcome.adoption import protocol, services


def _handler(command: type[Command], permission: str, run: Callable[[Context, Any], None]) -> Handler:
    return Handler(command, permission, run, stream="outcome")


HANDLERS = [
    _handler(protocol.AskConsensus, "outcome.preside", services.ask_consensus),
    _handler(protocol.ObjectToConsensus, "outcome.object", services.object_to_consensus),
    _handler(protocol.WithdrawObjection, "outcome.object", services.withdraw_objection),
    _handler(protocol.AdoptByConsensus, "outcome.preside", services.adopt),
    _handler(protocol.BeginSilence, "outcome.preside", services.begin_silence),
    _handler(protocol.ExtendSilence, "outcome.preside", services.extend_silence),
    _handler(protocol.BreakSilence, "outcome.object", services.break_silence),
    _handler(protocol.EndProcedure, "outcome.preside", services.end_procedure),
    _handler(protocol.Reserve, "outcome.object", services.reserve),
    _handler(protocol.WithdrawReservation, "outcome.object", services.withdraw_reservation),
    _handler(protocol.AddCorrigendum, "outcome.draft", services.correct),
]
