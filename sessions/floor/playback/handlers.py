"""Handler of playback."""

from foundation.registry import Handler
from sessions.floor.playback import protocol, services

HANDLERS = [Handler(protocol.StartPlayback, "floor.start_playback", services.start_playback)]
