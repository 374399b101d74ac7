"""The doors of questions."""

from chat.questions import protocol, services
from foundation.registry import Door

DOORS = [
    Door(protocol.AskQuestion, "question.ask", services.ask),
    Door(protocol.ApproveQuestion, "question.moderate", services.approve),
    Door(protocol.DismissQuestion, "question.moderate", services.dismiss),
    Door(protocol.PinQuestion, "question.moderate", services.pin),
    Door(protocol.UnpinQuestion, "question.moderate", services.unpin),
    Door(protocol.AnswerQuestion, "question.moderate", services.answer),
    Door(protocol.RestoreQuestion, "question.moderate", services.restore),
    Door(protocol.VoteQuestion, "question.vote", services.vote, journaled=False),
    Door(protocol.WithdrawVote, "question.withdraw_vote", services.withdraw_vote, journaled=False),
]
