"""Handlers of outcome documents."""

from collections.abc import Callable
from typing import Any

from foundation.messages.protocol import Command
from foundation.registry import Context, Handler
from sessions.outcome import protocol, services

MANAGE, DRAFT, PRESIDE = "outcome.manage", "outcome.draft", "outcome.preside"


def _drafting_handler(command: type[Command], run: Callable[[Context, Any], None]) -> Handler:
    return Handler(command, DRAFT, run, stream="outcome")


def _managing_handler(command: type[Command], run: Callable[[Context, Any], None]) -> Handler:
    return Handler(command, MANAGE, run, stream="outcome", administrative=True, state=services.state_of)


HANDLERS = [
    Handler(protocol.CreateOutcome, MANAGE, services.create, stream="conference"),
    Handler(protocol.RestoreOutcome, MANAGE, services.restore, stream="conference", state=services.state_of),
    _managing_handler(protocol.RemoveOutcome, services.remove),
    _managing_handler(protocol.ChangeOutcome, services.change),
    Handler(protocol.BeginReading, PRESIDE, services.begin_reading, stream="outcome"),
    _drafting_handler(protocol.AddParagraphs, services.add_paragraphs),
    _drafting_handler(protocol.WriteParagraph, services.write),
    _drafting_handler(protocol.SplitParagraph, services.split),
    _drafting_handler(protocol.JoinParagraphs, services.join),
    _drafting_handler(protocol.UndoWords, services.undo),
    _drafting_handler(protocol.MoveParagraph, services.move),
    _drafting_handler(protocol.DeleteParagraph, services.delete_paragraph),
    _drafting_handler(protocol.RestoreParagraph, services.restore_paragraph),
    _drafting_handler(protocol.RenumberParagraphs, services.renumber),
    Handler(protocol.TakeUpParagraph, PRESIDE, services.take_up, stream="outcome"),
    Handler(protocol.MarkParagraph, PRESIDE, services.mark, stream="outcome"),
    _drafting_handler(protocol.Cite, services.cite),
    _drafting_handler(protocol.RemoveCitation, services.remove_citation),
]
