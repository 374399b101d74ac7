"""The doors of parties and participants."""

from foundation.registry import Door
from sessions.parties import protocol, services

DOORS = [Door(protocol.ChangeRoles, "parties.change_roles", services.change_roles, stream="conference")]
