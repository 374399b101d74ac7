"""The door of recorded statements that have the floor."""

from foundation.registry import Handler
from sessions.floor.playback import protocol, services

HANDLERS = [Handler(protocol.StartRecording, "floor.start_recording", services.start_recording)]
