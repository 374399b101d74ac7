"""The doors of statements in writing; files come in over REST (`api.py`)."""

from foundation.registry import Door
from sessions.written import protocol, services

DOORS = [
    Door(protocol.SubmitStatement, "written.submit", services.submit),
    Door(protocol.WithdrawStatement, "written.withdraw", services.withdraw),
]
