"""The actions that a behaviour can decide on. A simulated person carries them out."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Say:
    """Send a command to the session."""

    type: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Publish:
    """Open the connection to the relay, and keep it open."""


@dataclass(frozen=True)
class Unpublish:
    """Close the connection to the relay."""


@dataclass(frozen=True)
class Leave:
    """Close the connection to the relay and the socket."""


@dataclass(frozen=True)
class Come:
    """Open the socket."""


@dataclass(frozen=True)
class Drop:
    """Lose the connection to the relay and the socket, without a close."""


Act = Say | Publish | Unpublish | Leave | Come | Drop
