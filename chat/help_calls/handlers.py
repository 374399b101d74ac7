"""The doors of calls for help. Who may write into a call, beside its caller, is for the service to say."""

from chat.help_calls import protocol, services
from foundation.registry import Handler

HANDLERS = [
    Handler(protocol.CallForHelp, "help.call", services.call, stream="conference"),
    Handler(protocol.SayForHelp, "help.call", services.say, stream="conference"),
    Handler(protocol.CloseHelp, "help.call", services.close, stream="conference"),
]
