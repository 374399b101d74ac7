"""The door of technical checks."""

from foundation.registry import Door
from sessions.checks import protocol, services

DOORS = [Door(protocol.RecordCheck, "check.record", services.record, stream="conference")]
