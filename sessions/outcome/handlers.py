"""Handlers of outcome documents."""

from collections.abc import Callable
from typing import Any

from foundation.messages.protocol import Command
from foundation.registry import Context, Handler
from sessions.outcome import protocol, services

MANAGE, DRAFT, PRESIDE = "outcome.manage", "outcome.draft", "outcome.preside"


def _drafting(command: type[Command], run: Callable[[Context, Any], None]) -> Handler:
    return Handler(command, DRAFT, run, stream="outcome")


def _managing(command: type[Command], run: Callable[[Context, Any], None]) -> Handler:
    return Handler(command, MANAGE, run, stream="outcome", administrative=True, state=services.state_of)


HANDLERS = [
    Handler(protocol.CreateOutcome, MANAGE, services.create, stream="conference"),
    Handler(protocol.RestoreOutcome, MANAGE, services.restore, stream="conference", state=services.state_of),
    _managing(protocol.RemoveOutcome, services.remove),
    _managing(protocol.ChangeOutcome, services.change),
    Handler(protocol.BeginReading, PRESIDE, services.begin_reading, stream="outcome"),
    _drafting(protocol.AddParagraphs, services.add_paragraphs),
    _drafting(protocol.WriteParagraph, services.write),
    _drafting(protocol.SplitParagraph, services.split),
    _drafting(protocol.JoinParagraphs, services.join),
    _drafting(protocol.UndoWords, services.undo),
    _drafting(protocol.MoveParagraph, services.move),
    _drafting(protocol.DeleteParagraph, services.delete_paragraph),
    _drafting(protocol.RestoreParagraph, services.restore_paragraph),
    _drafting(protocol.RenumberParagraphs, services.renumber),
    Handler(protocol.TakeUpParagraph, PRESIDE, services.take_up, stream="outcome"),
    Handler(protocol.MarkParagraph, PRESIDE, services.mark, stream="outcome"),
    _drafting(protocol.Cite, services.cite),
    _drafting(protocol.RemoveCitation, services.remove_citation),
]
