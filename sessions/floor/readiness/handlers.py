"""Handlers of readiness."""

from foundation.registry import Handler
from sessions.floor.readiness import protocol, services

HANDLERS = [
    Handler(protocol.Confirm, "floor.confirm_in_hall", services.confirm),
    Handler(protocol.TakeBackConfirmation, "floor.unconfirm_in_hall", services.take_back),
]
