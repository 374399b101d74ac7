"""Handlers of votes on procedure."""

from foundation.registry import Handler
from sessions.floor.votes import protocol, services

HANDLERS = [
    Handler(protocol.RaiseAppeal, "floor.raise_appeal", services.raise_appeal),
    Handler(protocol.WithdrawAppeal, "floor.raise_appeal", services.withdraw_appeal),
    Handler(protocol.Appeal, "floor.appeal", services.appeal),
    Handler(protocol.PutToVote, "floor.put_to_vote", services.put_to_vote),
    Handler(protocol.EnterVote, "floor.enter_vote", services.enter),
    Handler(protocol.DropVote, "floor.drop_vote", services.drop),
]
