"""The doors of tapes; their files go out over REST (`api.py`)."""

from django.db import transaction

from foundation.registry import Context, Door
from streaming.taping import protocol, services
from streaming.taping.cutting import cutting_room


def _make_programme(context: Context, command: protocol.MakeProgramme) -> None:
    services.make_programme(context, command)
    transaction.on_commit(cutting_room.look_soon, robust=True)


DOORS = [
    Door(protocol.StartTape, "tape.start", services.start),
    Door(protocol.StopTape, "tape.stop", services.stop),
    Door(protocol.AcknowledgeTape, "tape.acknowledge", services.acknowledge),
    Door(protocol.MakeProgramme, "tape.make_programme", _make_programme),
    Door(protocol.DeleteTape, "tape.delete", services.delete),
]
