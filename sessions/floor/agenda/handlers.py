"""Handlers of the session's agenda items."""

from foundation.registry import Handler
from sessions.floor.agenda import protocol, services

HANDLERS = [
    Handler(protocol.TakeUpItem, "floor.take_up_item", services.take_up),
    Handler(protocol.NameItem, "floor.name_item", services.name_item),
]
