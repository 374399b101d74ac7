"""Handler of the hall audio."""

from foundation.registry import Handler
from sessions.hall_audio import protocol, services

HANDLERS = [Handler(protocol.PlayAt, "sound.play_at", services.set_player)]
