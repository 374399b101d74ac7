"""The doors of calls for help. Who may write into a call, beside its caller, is for the service to say."""

from chat.help import protocol, services
from foundation.registry import Door

DOORS = [
    Door(protocol.CallForHelp, "help.call", services.call, stream="conference"),
    Door(protocol.SayForHelp, "help.call", services.say, stream="conference"),
    Door(protocol.CloseHelp, "help.call", services.close, stream="conference"),
]
