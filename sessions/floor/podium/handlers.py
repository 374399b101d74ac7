"""The handlers of the podium."""

from foundation.registry import Handler
from sessions.floor.podium import protocol, services

HANDLERS = [
    Handler(protocol.SeatParticipant, "floor.seat", services.seat),
    Handler(protocol.UnseatParticipant, "floor.unseat", services.unseat),
]
