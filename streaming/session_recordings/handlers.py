"""Handlers of session recordings. Their files go out over REST (`api.py`)."""

from django.db import transaction

from foundation.registry import Context, Handler
from streaming.session_recordings import protocol, services
from streaming.session_recordings.finishing_worker import finishing_worker


def _make_programme(context: Context, command: protocol.MakeProgramme) -> None:
    services.make_programme(context, command)
    transaction.on_commit(finishing_worker.wake, robust=True)


HANDLERS = [
    Handler(protocol.StartSessionRecording, "session_recording.start", services.start),
    Handler(protocol.StopSessionRecording, "session_recording.stop", services.stop),
    Handler(protocol.AcknowledgeSessionRecording, "session_recording.acknowledge", services.acknowledge),
    Handler(protocol.MakeProgramme, "session_recording.make_programme", _make_programme),
    Handler(
        protocol.DeleteSessionRecording, "session_recording.delete", services.delete, administrative=True
    ),
]
