"""The handlers of help calls. The service checks who may write into a call."""

from chat.help_calls import protocol, services
from foundation.registry import Handler

HANDLERS = [
    Handler(protocol.CallForHelp, "help.call", services.call, stream="conference", administrative=False),
    Handler(protocol.SayForHelp, "help.call", services.say, stream="conference", administrative=False),
    Handler(protocol.CloseHelp, "help.call", services.close, stream="conference", administrative=False),
]
