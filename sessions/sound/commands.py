"""The door of the hall's sound."""

from foundation.registry import Door
from sessions.sound import protocol, services

DOORS = [Door(protocol.PlayAt, "sound.play_at", services.play_at)]
