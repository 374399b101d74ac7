"""Handlers of speaking time and of the session's time budget."""

from foundation.registry import Handler
from sessions.floor.speaking_time import protocol, services

HANDLERS = [
    Handler(protocol.SetLimits, "floor.set_limits", services.set_limits),
    Handler(protocol.ApplyPreset, "floor.apply_preset", services.apply_preset),
    Handler(protocol.SetBudget, "floor.set_budget", services.set_budget),
]
