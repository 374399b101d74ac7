"""The door of statements in writing."""

from foundation.registry import Door
from sessions.written import protocol, services

DOORS = [Door(protocol.SubmitStatement, "written.submit", services.submit)]
