"""Handlers of documents. Files are uploaded over REST (`api.py`)."""

from collections.abc import Callable
from typing import Any

from foundation.messages.protocol import Command
from foundation.registry import Context, Handler
from sessions.documents import protocol, services


def _handler(
    command: type[Command], run: Callable[[Context, Any], None], permission: str = services.MANAGE
) -> Handler:
    state = services.state_of if "document" in command.model_fields else None
    return Handler(command, permission, run, stream="conference", state=state)


HANDLERS = [
    _handler(protocol.AddDocument, services.add),
    _handler(protocol.ChangeDocument, services.change),
    _handler(protocol.MoveDocument, services.move),
    _handler(protocol.RemoveDocument, services.remove),
    _handler(protocol.RestoreDocument, services.restore),
    # Whoever moderates one session has no role in the conference; the service asks for the role in the session.
    _handler(protocol.ReleaseDocument, services.release, "documents.ask_release"),
    _handler(protocol.RemoveFile, services.remove_file),
    _handler(protocol.RestoreFile, services.restore_file),
]
