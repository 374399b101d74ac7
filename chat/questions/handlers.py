"""The handlers of questions."""

from chat.questions import protocol, services, votes
from foundation.registry import Handler

MODERATE = "question.moderate"

HANDLERS = [
    Handler(protocol.AskQuestion, "question.ask", services.ask),
    Handler(protocol.ReviseQuestion, "question.ask", services.revise),
    Handler(protocol.WithdrawQuestion, "question.ask", services.withdraw),
    Handler(protocol.DeclineFloor, "question.ask", services.decline_floor),
    Handler(protocol.ApproveQuestion, MODERATE, services.approve),
    Handler(protocol.DismissQuestion, MODERATE, services.dismiss),
    Handler(protocol.MergeQuestion, MODERATE, services.merge),
    Handler(protocol.PinQuestion, MODERATE, services.pin),
    Handler(protocol.UnpinQuestion, MODERATE, services.unpin),
    Handler(protocol.BeginAnswer, MODERATE, services.begin_answer),
    Handler(protocol.AnswerQuestion, MODERATE, services.answer),
    Handler(protocol.WriteAnswer, MODERATE, services.write_answer),
    Handler(protocol.DeferQuestion, MODERATE, services.defer),
    Handler(protocol.RestoreQuestion, MODERATE, services.restore),
    Handler(protocol.EditQuestion, MODERATE, services.edit),
    Handler(protocol.LabelQuestion, MODERATE, services.label),
    Handler(protocol.ClaimQuestion, MODERATE, services.claim),
    Handler(protocol.ReleaseQuestion, MODERATE, services.release),
    Handler(protocol.OfferFloor, MODERATE, services.offer_floor),
    Handler(protocol.WithdrawOffer, MODERATE, services.withdraw_offer),
    Handler(protocol.BlockAsker, MODERATE, services.block),
    Handler(protocol.UnblockAsker, MODERATE, services.unblock),
    Handler(protocol.ArrangeQuestions, MODERATE, services.arrange),
    Handler(protocol.SetQuestionPolicy, MODERATE, services.set_policy),
    Handler(protocol.VoteQuestion, "question.vote", run_batch=votes.vote, journaled=False),
    Handler(protocol.WithdrawVote, "question.withdraw_vote", run_batch=votes.vote, journaled=False),
]
