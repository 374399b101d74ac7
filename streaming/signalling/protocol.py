"""Media connections on the wire: which are up, who is heard, and their quality."""

from typing import Literal

from foundation.messages.protocol import Message, Signal

LINES, SPEAKING, LINE_STATES, BOOTHS = "media.lines", "media.speaking", "media.line_states", "media.booths"
TALK = "media.talkback"


class MediaLines(Signal):
    """Stream `session/…`: the participants whose lines reach the relay now, and whether the hall's line does.

    `slides` is the participant id of the person whose screen everyone sees. `languages` are the language channels into
    which an interpreter's microphone sends now. In the other channels listeners hear the floor. `sign` is whether the
    picture of a sign-language interpreter is sent now. `floor` is who is forwarded in the slot `floor` now, as the gate
    has it: a participant's id, `hall` or `video_statement`. Null if nobody is: whoever has the floor is not heard.
    """

    publishing: list[str]
    hall: bool
    slides: str | None
    languages: list[str]
    sign: bool
    floor: str | None
    relay: str
    """The id of the relay that carries the session. Empty if the server itself does.

    If it changes, pages connect again.
    """


class Speaking(Signal):
    """Stream `session/…`: the slots in which someone speaks, by the senders' audio levels (RFC 6464).

    `panel` is the slot of the loudest panellist who speaks, or of the last one if none speaks. Persons in no slot are
    left out, because nobody hears them.
    """

    slots: list[str]
    panel: str | None


class LineState(Message):
    """The quality of a line to the relay, over the last second.

    `rtt_ms` is the round trip of ICE's checks, `loss` the fraction of packets lost, `level` the loudest moment in dBov
    (0 to -127), `width` and `height` those of the picture's last keyframe, `candidate_type` the type of its address
    (RFC 8445): `prflx` is an address that its sender did not know, `relay` a TURN server's. Unknown values are null.
    """

    rtt_ms: int | None
    loss: float
    level: int | None
    width: int | None
    height: int | None
    candidate_type: Literal["host", "srflx", "prflx", "relay"] | None


class LineStates(Signal):
    """Stream `session/…`, for those who run it: the quality of each line by participant id, and of the hall's.

    Sent once a second. `hall_key` is the id of the equipment key whose encoder sends the hall. It is null if the desk
    sends the hall, or if nobody does. `hall_simulated` is whether a rehearsal sends it: a desk or an encoder that
    sends the hall takes its place.
    """

    lines: dict[str, LineState]
    hall: LineState | None
    hall_key: str | None
    hall_simulated: bool


class Booth(Message):
    """A language channel at the relay, or the sign channel.

    `line` is the quality of its interpreter's line, or null if none is in the channel. `listeners` is how many
    connections are tuned to it. Of the sign channel it is how many receive its slot.
    """

    line: LineState | None
    listeners: int


class Booths(Signal):
    """Stream `session/…`, for interpreters and those who run the session: the channels by language.

    The sign channel is named `sign`. Sent once a second.
    """

    booths: dict[str, Booth]


class TalkbackState(Signal):
    """Stream `session/…`, for interpreters and those who run the session: who speaks from a booth to the moderator and
    the operator.

    `language` is the booth's, `participant` who speaks there. Both are empty if nobody does. Their microphone is in no
    language channel meanwhile. `listeners` is how many connections would hear it.
    """

    language: str
    participant: str
    listeners: int


SIGNALS = {
    LINES: MediaLines,
    SPEAKING: Speaking,
    LINE_STATES: LineStates,
    BOOTHS: Booths,
    TALK: TalkbackState,
}
