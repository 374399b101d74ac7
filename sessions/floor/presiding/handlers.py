"""Handler of the chair's hand-over."""

from foundation.registry import Handler
from sessions.floor.presiding import protocol, services

HANDLERS = [Handler(protocol.HandOver, "floor.hand_over", services.hand_over)]
