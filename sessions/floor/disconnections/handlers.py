"""Handlers of readiness and disconnections."""

from foundation.registry import Handler
from sessions.floor.disconnections import protocol, services

HANDLERS = [
    Handler(protocol.Wait, "floor.wait", services.wait),
    Handler(protocol.PlayVideoStatement, "floor.play_video_statement", services.play_video_statement),
    Handler(protocol.ReadOut, "floor.read_out", services.read_out),
    Handler(protocol.ReturnToList, "floor.return_to_list", services.return_to_list),
    Handler(protocol.CallLater, "floor.call_later", services.call_later),
]
