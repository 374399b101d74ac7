"""The door by which a moderator says who reads a statement out."""

from foundation.registry import Door
from sessions.readings import protocol, services

DOORS = [Door(protocol.NameReader, "floor.name_reader", services.name_reader)]
