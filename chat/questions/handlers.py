"""The handlers of questions."""

from chat.questions import protocol, services
from foundation.registry import Handler

HANDLERS = [
    Handler(protocol.AskQuestion, "question.ask", services.ask),
    Handler(protocol.ApproveQuestion, "question.moderate", services.approve),
    Handler(protocol.DismissQuestion, "question.moderate", services.dismiss),
    Handler(protocol.PinQuestion, "question.moderate", services.pin),
    Handler(protocol.UnpinQuestion, "question.moderate", services.unpin),
    Handler(protocol.AnswerQuestion, "question.moderate", services.answer),
    Handler(protocol.RestoreQuestion, "question.moderate", services.restore),
    Handler(protocol.VoteQuestion, "question.vote", run_batch=services.vote, journaled=False),
    Handler(protocol.WithdrawVote, "question.withdraw_vote", run_batch=services.vote, journaled=False),
]
