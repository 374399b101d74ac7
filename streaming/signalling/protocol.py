"""Media connections on the wire: which are up, who is heard, and their quality."""

from typing import Literal

from foundation.messages.protocol import Message, Signal

LINES, SPEAKING, LINE_STATES = "media.lines", "media.speaking", "media.line_states"


class MediaLines(Signal):
    """Stream `session/…`: whose line reaches the relay now, by participant id, and whether the hall's does.

    `slides` is whose screen everyone sees, by participant id.
    """

    publishing: list[str]
    hall: bool
    slides: str | None
    relay: str
    """Which relay carries the session; empty where the server does by itself. A line to another is opened anew."""


class Speaking(Signal):
    """Stream `session/…`: the slots in which somebody speaks, by the levels that senders state (RFC 6464).

    `panel` is the slot of the panellist who is heard best, or was heard last. Who is in no slot is heard by nobody.
    """

    slots: list[str]
    panel: str | None


class LineState(Message):
    """How a line reaches the relay, over the last second.

    `rtt_ms` is the round trip of ICE's checks, `loss` the fraction of packets lost, `level` the loudest moment in dBov
    (0 to -127), `width` and `height` those of the picture's last keyframe, `way` the type of the candidate that its
    packets come from (RFC 8445): `prflx` is an address that its sender did not know, `relay` a TURN server's.
    What is not known is null.
    """

    rtt_ms: int | None
    loss: float
    level: int | None
    width: int | None
    height: int | None
    way: Literal["host", "srflx", "prflx", "relay"] | None


class LineStates(Signal):
    """Stream `session/…`, for those who run it: how each line is, by participant id, and the hall's.

    Told once a second.
    """

    lines: dict[str, LineState]
    hall: LineState | None


SIGNALS = {LINES: MediaLines, SPEAKING: Speaking, LINE_STATES: LineStates}
