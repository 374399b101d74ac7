"""The handlers of messages."""

from chat.messages import batches, protocol, services
from chat.messages.channels import MODERATE
from foundation.registry import Handler

WRITE = "message.write"
STREAM = "chat"

HANDLERS = [
    Handler(protocol.SendMessage, WRITE, services.send, STREAM),
    Handler(protocol.EditMessage, WRITE, services.edit, STREAM),
    Handler(protocol.DeleteMessage, WRITE, services.delete, STREAM),
    Handler(protocol.PinMessage, WRITE, services.pin, STREAM),
    Handler(protocol.UnpinMessage, WRITE, services.unpin, STREAM),
    Handler(protocol.RestoreMessage, MODERATE, services.restore, STREAM),
    Handler(protocol.ApproveMessage, MODERATE, services.approve, STREAM),
    Handler(protocol.BlockWriter, MODERATE, services.block, STREAM),
    Handler(protocol.UnblockWriter, MODERATE, services.unblock, STREAM),
    Handler(protocol.SetMessagePolicy, MODERATE, services.set_policy, STREAM),
    Handler(protocol.React, WRITE, stream=STREAM, journaled=False, run_batch=batches.react),
    Handler(protocol.WithdrawReaction, WRITE, stream=STREAM, journaled=False, run_batch=batches.react),
    Handler(protocol.MarkRead, WRITE, stream=STREAM, journaled=False, run_batch=batches.mark_read),
]
