"""The doors of votes on procedure."""

from foundation.registry import Door
from sessions.votes import protocol, services

DOORS = [
    Door(protocol.Appeal, "floor.appeal", services.appeal),
    Door(protocol.PutToVote, "floor.put_to_vote", services.put_to_vote),
    Door(protocol.EnterVote, "floor.enter_vote", services.enter),
    Door(protocol.DropVote, "floor.drop_vote", services.drop),
]
