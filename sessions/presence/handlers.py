"""Handlers of check-in."""

from foundation.registry import Handler
from sessions.presence import protocol, services

HANDLERS = [
    Handler(protocol.CheckInParticipant, "presence.check_in", services.check_in),
    Handler(protocol.CheckOutParticipant, "presence.check_out", services.check_out),
]
