"""The door of a session's items."""

from foundation.registry import Door
from sessions.items import protocol, services

DOORS = [Door(protocol.TakeUpItem, "floor.take_up_item", services.take_up)]
