"""Handlers of points of order."""

from foundation.registry import Handler
from sessions.floor.points_of_order import protocol, services

HANDLERS = [
    Handler(protocol.Recognise, "floor.recognise", services.recognise),
    Handler(protocol.RuleOutOfOrder, "floor.rule", services.rule_out_of_order),
    Handler(protocol.Rule, "floor.rule", services.rule),
]
