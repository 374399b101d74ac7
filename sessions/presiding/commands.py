"""The door of the hand-over."""

from foundation.registry import Door
from sessions.presiding import protocol, services

DOORS = [Door(protocol.HandOver, "floor.hand_over", services.hand_over)]
