"""Handler of technical checks."""

from foundation.registry import Handler
from sessions.technical_checks import protocol, services

HANDLERS = [
    Handler(protocol.SubmitCheck, "check.submit", services.submit, stream="conference", administrative=False)
]
