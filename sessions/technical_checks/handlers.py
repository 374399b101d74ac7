"""Handler of technical checks."""

from foundation.registry import Handler
from sessions.technical_checks import protocol, services

HANDLERS = [Handler(protocol.RecordCheck, "check.record", services.record, stream="conference")]
