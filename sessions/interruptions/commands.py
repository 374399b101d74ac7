"""The doors of points of order."""

from foundation.registry import Door
from sessions.interruptions import protocol, services

DOORS = [
    Door(protocol.Recognise, "floor.recognise", services.recognise),
    Door(protocol.Rule, "floor.rule", services.rule),
]
