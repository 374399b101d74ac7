"""The door of corrections."""

from foundation.registry import Door
from sessions.corrections import protocol, services

DOORS = [Door(protocol.CorrectRecord, "record.correct", services.correct)]
