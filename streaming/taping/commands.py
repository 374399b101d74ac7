"""The doors of tapes; their files go out over REST (`api.py`)."""

from foundation.registry import Door
from streaming.taping import protocol, services

DOORS = [
    Door(protocol.StartTape, "tape.start", services.start),
    Door(protocol.StopTape, "tape.stop", services.stop),
    Door(protocol.AcknowledgeTape, "tape.acknowledge", services.acknowledge),
    Door(protocol.MakeProgramme, "tape.make_programme", services.make_programme),
    Door(protocol.DeleteTape, "tape.delete", services.delete),
]
