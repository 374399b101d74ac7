"""The doors of speaking time and of the session's budget."""

from foundation.registry import Door
from sessions.limits import protocol, services

DOORS = [
    Door(protocol.SetLimits, "floor.set_limits", services.set_limits),
    Door(protocol.ApplyPreset, "floor.apply_preset", services.apply_preset),
    Door(protocol.SetBudget, "floor.set_budget", services.set_budget),
]
