"""Handlers of appeals, and of the begin and the end of a vote."""

from foundation.registry import Handler
from sessions.floor.voting import protocol, services

HANDLERS = [
    Handler(protocol.RaiseAppeal, "floor.raise_appeal", services.raise_appeal),
    Handler(protocol.WithdrawAppeal, "floor.raise_appeal", services.withdraw_appeal),
    Handler(protocol.Appeal, "floor.appeal", services.appeal),
    Handler(protocol.PutToVote, "floor.put_to_vote", services.put_to_vote),
    Handler(protocol.PutProposal, "vote.put", services.put_proposal),
    Handler(protocol.PutQuestion, "vote.put", services.put_question),
    Handler(protocol.CloseVote, "vote.close", services.close),
    Handler(protocol.DropVote, "vote.drop", services.drop),
]
