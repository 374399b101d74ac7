"""The door of the hall's sound."""

from foundation.registry import Handler
from sessions.hall_audio import protocol, services

HANDLERS = [Handler(protocol.PlayAt, "sound.play_at", services.play_at)]
