"""Handlers of written statements. Files are handed in over REST (`api.py`)."""

from foundation.registry import Handler
from sessions.written_statements import protocol, services

HANDLERS = [
    Handler(protocol.SubmitStatement, "written.submit", services.submit),
    Handler(protocol.WithdrawStatement, "written.withdraw", services.withdraw),
]
