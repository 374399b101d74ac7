"""The doors of readiness."""

from foundation.registry import Door
from sessions.readiness import protocol, services

DOORS = [
    Door(protocol.Confirm, "floor.confirm_in_hall", services.confirm),
    Door(protocol.TakeBackConfirmation, "floor.unconfirm_in_hall", services.take_back),
]
