"""Every concept of the house, in one explicit table. Nothing is discovered."""

from types import ModuleType

import chat.questions.protocol
import sessions.floor.protocol
import sessions.parties.protocol
import sessions.presence.protocol
import sessions.programme.protocol
import streaming.signalling.protocol

PROTOCOLS: list[ModuleType] = [
    sessions.programme.protocol,
    sessions.parties.protocol,
    sessions.presence.protocol,
    sessions.floor.protocol,
    chat.questions.protocol,
    streaming.signalling.protocol,
]
