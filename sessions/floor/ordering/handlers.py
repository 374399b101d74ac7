"""Handlers of the ordering."""

from foundation.registry import Handler
from sessions.floor.ordering import protocol, services

HANDLERS = [
    Handler(protocol.OrderList, "floor.order", services.order_list),
    Handler(protocol.UndoOrder, "floor.order", services.undo),
]
