"""Handlers of amendments and comments."""

from collections.abc import Callable
from typing import Any

from foundation.messages.protocol import Command
from foundation.registry import Context, Handler
from sessions.outcome.amendments import protocol, services


def _handler(command: type[Command], permission: str, run: Callable[[Context, Any], None]) -> Handler:
    return Handler(command, permission, run, stream="outcome")


HANDLERS = [
    _handler(protocol.ProposeAmendment, "outcome.propose", services.propose),
    _handler(protocol.ProposeParagraph, "outcome.propose", services.propose_paragraph),
    _handler(protocol.ChangeAmendment, "outcome.propose", services.change),
    _handler(protocol.DiscardDraft, "outcome.propose", services.discard),
    _handler(protocol.TableAmendment, "outcome.propose", services.table),
    _handler(protocol.WithdrawAmendment, "outcome.propose", services.withdraw),
    _handler(protocol.SupportAmendment, "outcome.propose", services.support),
    _handler(protocol.EndSupport, "outcome.propose", services.end_support),
    _handler(protocol.AcceptAmendment, "outcome.draft", services.accept),
    _handler(protocol.MergeAmendments, "outcome.draft", services.merge),
    _handler(protocol.RejectAmendment, "outcome.draft", services.reject),
    _handler(protocol.ReconsiderAmendment, "outcome.draft", services.reconsider),
    _handler(protocol.CommentParagraph, "outcome.propose", services.comment),
    _handler(protocol.ResolveComment, "outcome.draft", services.resolve_comment),
    _handler(protocol.RemoveComment, "outcome.propose", services.remove_comment),
]
