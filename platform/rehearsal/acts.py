"""What a brain can want: it says so, and its player does it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Say:
    """Send a command to the session."""

    type: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Publish:
    """Open the line to the relay, and keep it open."""


@dataclass(frozen=True)
class Unpublish:
    """Close the line to the relay."""


@dataclass(frozen=True)
class Leave:
    """Close line and socket, as who goes away."""


@dataclass(frozen=True)
class Come:
    """Open the socket."""


@dataclass(frozen=True)
class Drop:
    """Lose line and socket without a word."""


Act = Say | Publish | Unpublish | Leave | Come | Drop
