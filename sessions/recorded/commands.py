"""The door of recorded statements that have the floor."""

from foundation.registry import Door
from sessions.recorded import protocol, services

DOORS = [Door(protocol.StartRecording, "floor.start_recording", services.start_recording)]
