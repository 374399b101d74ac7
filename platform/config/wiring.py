"""Every concept of the house, in one explicit table. Nothing is discovered."""

from types import ModuleType

import chat.questions.commands
import chat.questions.protocol
import chat.questions.services
import chat.questions.views
import sessions.failures.commands
import sessions.failures.protocol
import sessions.floor.commands
import sessions.floor.protocol
import sessions.floor.views
import sessions.parties.commands
import sessions.parties.protocol
import sessions.parties.views
import sessions.presence.commands
import sessions.presence.protocol
import sessions.presence.services
import sessions.presence.views
import sessions.programme.protocol
import sessions.programme.services
import sessions.programme.views
import sessions.written.commands
import sessions.written.protocol
import sessions.written.views
import streaming.signalling.media
import streaming.signalling.protocol
from foundation.registry import House
from sessions import permissions

PROTOCOLS: list[ModuleType] = [
    sessions.programme.protocol,
    sessions.parties.protocol,
    sessions.presence.protocol,
    sessions.floor.protocol,
    sessions.failures.protocol,
    sessions.written.protocol,
    chat.questions.protocol,
    streaming.signalling.protocol,
]

HOUSE = House(
    protocols=PROTOCOLS,
    doors=[
        *sessions.parties.commands.DOORS,
        *sessions.presence.commands.DOORS,
        *sessions.floor.commands.DOORS,
        *sessions.failures.commands.DOORS,
        *sessions.written.commands.DOORS,
        *chat.questions.commands.DOORS,
    ],
    views=[
        *sessions.programme.views.VIEWS,
        *sessions.parties.views.VIEWS,
        *sessions.presence.views.VIEWS,
        *sessions.floor.views.VIEWS,
        *sessions.written.views.VIEWS,
        *chat.questions.views.VIEWS,
    ],
    own_views=[
        *sessions.floor.views.OWN_VIEWS,
        *chat.questions.views.OWN_VIEWS,
    ],
    signals=[
        *sessions.presence.services.SIGNALS,
        *chat.questions.services.SIGNALS,
        *streaming.signalling.media.SIGNALS,
    ],
    conference_of=sessions.programme.services.conference_of,
    allows=permissions.allows,
    moderates=permissions.moderates,
    settle_presence=sessions.presence.services.settle,
)
