"""Handler with which a moderator names the reader of a statement."""

from foundation.registry import Handler
from sessions.floor.read_out import protocol, services

HANDLERS = [Handler(protocol.NameReader, "floor.name_reader", services.name_reader)]
