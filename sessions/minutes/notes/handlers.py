"""Handlers of notes."""

from foundation.registry import Handler
from sessions.minutes.notes import protocol, services

NOTE = "minutes.note"

HANDLERS = [
    Handler(protocol.WriteNote, NOTE, services.write),
    Handler(protocol.ChangeNote, NOTE, services.change),
    Handler(protocol.SubmitNote, NOTE, services.submit),
    Handler(protocol.ApproveNote, NOTE, services.approve),
    Handler(protocol.RemoveNote, NOTE, services.remove),
    Handler(protocol.RestoreNote, NOTE, services.restore),
    Handler(protocol.AskCorrection, "minutes.ask_correction", services.ask),
    Handler(protocol.AnswerCorrection, NOTE, services.answer),
]
