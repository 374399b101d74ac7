"""The door of journalists."""

from foundation.registry import Door
from sessions.press import protocol, services

DOORS = [Door(protocol.AddJournalist, "press.add_journalist", services.add_journalist, stream="conference")]
