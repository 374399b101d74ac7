"""The door by which a moderator says who reads a statement out."""

from foundation.registry import Handler
from sessions.floor.read_out import protocol, services

HANDLERS = [Handler(protocol.NameReader, "floor.name_reader", services.name_reader)]
