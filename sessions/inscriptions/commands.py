"""The door of several inscriptions at once."""

from foundation.registry import Door
from sessions.inscriptions import protocol, services

DOORS = [Door(protocol.InscribeMany, "floor.inscribe_many", services.inscribe_many)]
