"""The actions on which a simulated person's behaviour can decide. The person's connection carries them out."""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class SendCommand:
    """Send a command on the session's stream, or on that of its messages (`chat`)."""

    type: str
    fields: dict[str, Any] = field(default_factory=dict)
    on: Literal["session", "chat"] = "session"


@dataclass(frozen=True)
class Publish:
    """Open the connection to the relay, and send picture and sound until `Unpublish`."""


@dataclass(frozen=True)
class Unpublish:
    """Close the connection to the relay."""


@dataclass(frozen=True)
class Leave:
    """Close the connection to the relay and the socket."""


@dataclass(frozen=True)
class OpenSocket:
    """Open the WebSocket."""


@dataclass(frozen=True)
class Drop:
    """Break the connections to the relay and to the server without closing them, as a failing network does."""


Act = SendCommand | Publish | Unpublish | Leave | OpenSocket | Drop
