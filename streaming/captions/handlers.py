"""The handlers of captions."""

from foundation.registry import Handler
from streaming.captions import protocol, services

WRITE, MODERATE, STREAM = "captions.write", "captions.moderate", services.STREAM

HANDLERS = [
    Handler(protocol.OpenCaptions, WRITE, services.open_channel),
    Handler(protocol.CloseCaptions, WRITE, services.close_channel),
    Handler(protocol.ShowCaptionsInHall, MODERATE, services.show_in_hall),
    Handler(
        protocol.WriteComingCaption, WRITE, services.write_coming, STREAM, journaled=False, frequent=True
    ),
    Handler(protocol.WriteCaption, WRITE, services.write, STREAM, frequent=True),
    Handler(protocol.CorrectCaption, WRITE, services.correct, STREAM),
    Handler(protocol.RemoveCaption, MODERATE, services.remove, STREAM),
    Handler(protocol.RestoreCaption, MODERATE, services.restore, STREAM),
]
