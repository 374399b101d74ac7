"""The door of recordings; they come in over REST (`api.py`)."""

from foundation.registry import Door
from streaming.recordings import protocol, services
from streaming.recordings.intake import SUBMIT

DOORS = [Door(protocol.RemoveRecording, SUBMIT, services.remove, stream="conference")]
