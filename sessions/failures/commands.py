"""The doors of readiness and failure."""

from foundation.registry import Door
from sessions.failures import protocol, services

DOORS = [
    Door(protocol.Wait, "floor.wait", services.wait),
    Door(protocol.PlayRecording, "floor.play_recording", services.play_recording),
    Door(protocol.ReadOut, "floor.read_out", services.read_out),
    Door(protocol.ReturnToList, "floor.return_to_list", services.return_to_list),
    Door(protocol.CallLater, "floor.call_later", services.call_later),
]
