"""Handler of bulk inscription."""

from foundation.registry import Handler
from sessions.floor.bulk_inscription import protocol, services

HANDLERS = [Handler(protocol.InscribeMany, "floor.inscribe_many", services.inscribe_many)]
