"""Handler of corrections."""

from foundation.registry import Handler
from sessions.minutes.corrections import protocol, services

HANDLERS = [Handler(protocol.CorrectMinutes, "minutes.correct", services.correct)]
