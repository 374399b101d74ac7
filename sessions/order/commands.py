"""The doors of putting the list in order."""

from foundation.registry import Door
from sessions.order import protocol, services

DOORS = [
    Door(protocol.OrderList, "floor.order", services.order),
    Door(protocol.UndoOrder, "floor.order", services.undo),
]
