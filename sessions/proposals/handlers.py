"""Handlers of proposals."""

from foundation.registry import Handler
from sessions.proposals import protocol, services

HANDLERS = [
    Handler(protocol.AddProposal, "proposal.add", services.add),
    Handler(protocol.ChangeProposal, "proposal.change", services.change),
    Handler(protocol.WithdrawProposal, "proposal.withdraw", services.withdraw),
]
