"""Handlers of the debate on a motion."""

from foundation.registry import Handler
from sessions.floor.motions import protocol, services

HANDLERS = [
    Handler(protocol.SpeakOnMotion, "floor.speak_on_motion", services.speak_on_motion),
    Handler(protocol.HearOnMotion, "floor.hear_on_motion", services.hear_on_motion),
    Handler(protocol.WithdrawMotion, "floor.withdraw_motion", services.withdraw_motion),
]
