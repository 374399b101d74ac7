"""The doors of check-in at the hall."""

from foundation.registry import Door
from sessions.presence import protocol, services

DOORS = [
    Door(protocol.CheckInParticipant, "presence.check_in", services.check_in),
    Door(protocol.CheckOutParticipant, "presence.check_out", services.check_out),
]
