"""Handler of translations."""

from foundation.registry import Handler
from sessions.outcome.translations import protocol, services

HANDLERS = [Handler(protocol.TranslateParagraph, "outcome.translate", services.translate, stream="outcome")]
