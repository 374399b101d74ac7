"""The handlers of polls."""

from chat.polls import answers, protocol, services
from foundation.registry import Handler

PREPARE, RUN = "poll.prepare", "poll.run"

HANDLERS = [
    Handler(protocol.DraftPoll, PREPARE, services.draft),
    Handler(protocol.EditPoll, PREPARE, services.edit),
    Handler(protocol.MovePoll, PREPARE, services.move),
    Handler(protocol.DeletePoll, PREPARE, services.delete),
    Handler(protocol.RestorePoll, PREPARE, services.restore),
    Handler(protocol.OpenPoll, RUN, services.open_poll),
    Handler(protocol.UndoOpenPoll, RUN, services.undo_open),
    Handler(protocol.ClosePoll, RUN, services.close),
    Handler(protocol.ShowPoll, RUN, services.show),
    Handler(protocol.HidePoll, RUN, services.hide),
    Handler(protocol.HideWord, RUN, services.hide_word),
    Handler(protocol.ShowWord, RUN, services.show_word),
    Handler(protocol.AnswerPoll, "poll.answer", run_batch=answers.answer, journaled=False),
]
