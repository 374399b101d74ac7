"""The doors of tapes; their files go out over REST (`api.py`)."""

from django.db import transaction

from foundation.registry import Context, Handler
from streaming.session_recordings import protocol, services
from streaming.session_recordings.finishing_worker import cutting_room


def _make_programme(context: Context, command: protocol.MakeProgramme) -> None:
    services.make_programme(context, command)
    transaction.on_commit(cutting_room.look_soon, robust=True)


HANDLERS = [
    Handler(protocol.StartTape, "tape.start", services.start),
    Handler(protocol.StopTape, "tape.stop", services.stop),
    Handler(protocol.AcknowledgeTape, "tape.acknowledge", services.acknowledge),
    Handler(protocol.MakeProgramme, "tape.make_programme", _make_programme),
    Handler(protocol.DeleteTape, "tape.delete", services.delete),
]
