"""Handler of the programme."""

from foundation.registry import Handler
from sessions.programme import protocol, services

HANDLERS = [Handler(protocol.AddSession, "programme.add_session", services.add_session, stream="conference")]
