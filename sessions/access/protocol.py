"""Protocol of access: who may enter a session. Stream `session/…`."""

from typing import Literal

from foundation.messages.protocol import Command, Event
from sessions.programme.protocol import SessionAccess


class SetAccess(Command):
    """Change who may enter the session. Readers who may no longer follow it are refused and removed within seconds."""

    type: Literal["session.set_access"] = "session.set_access"
    access: SessionAccess


class AccessChanged(Event):
    """The access policy of the session changed."""

    type: Literal["session.access_changed"] = "session.access_changed"
    access: SessionAccess
