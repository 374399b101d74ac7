"""Handler for carrying entries to another session."""

from foundation.registry import Handler
from sessions.floor.carry_over import protocol, services

HANDLERS = [Handler(protocol.CarryOver, "floor.carry_over", services.carry_over)]
