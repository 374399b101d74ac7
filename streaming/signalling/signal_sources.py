"""The signals of a session's media: from memory if this process carries it, else from its relay's reports."""

from collections.abc import Callable

from django.conf import settings

from foundation.messages.protocol import Signal
from foundation.registry import SignalSource
from streaming.signalling import relays
from streaming.signalling.media import media
from streaming.signalling.media_state import NO_LINES
from streaming.signalling.monitor import NO_BOOTHS, NO_STATES, NOBODY_SPEAKS, NOBODY_TALKS
from streaming.signalling.protocol import BOOTHS, LINE_STATES, LINES, SPEAKING, TALK


def read_report(name: str, nobody: Signal) -> Callable[[int], Signal]:
    """A session's signal as its relay last reported it, or `nobody` if no live relay carries the session."""

    def read(session: int) -> Signal:
        relay, told = relays.read_reports(f"session/{session}")
        own = {"relay": relay} if name == LINES else {}
        return type(nobody).model_validate(nobody.model_dump() | told.get(name, {}) | own)

    return read


HERE: dict[str, Callable[[int], Signal]] = {
    LINES: media.lines_signal,
    SPEAKING: media.speaking_signal,
    LINE_STATES: media.line_states_signal,
    BOOTHS: media.booths_signal,
    TALK: media.talkback_signal,
}
REPORTED: dict[str, Callable[[int], Signal]] = {
    LINES: read_report(LINES, NO_LINES),
    SPEAKING: read_report(SPEAKING, NOBODY_SPEAKS),
    LINE_STATES: read_report(LINE_STATES, NO_STATES),
    BOOTHS: read_report(BOOTHS, NO_BOOTHS),
    TALK: read_report(TALK, NOBODY_TALKS),
}
_signal_readers = REPORTED if settings.PROCESS_TYPE == "web" else HERE
SIGNALS = [
    SignalSource(LINES, "session", read=_signal_readers[LINES]),
    SignalSource(SPEAKING, "session", read=_signal_readers[SPEAKING]),
    SignalSource(LINE_STATES, "session", read=_signal_readers[LINE_STATES], permission="media.see_lines"),
    SignalSource(BOOTHS, "session", read=_signal_readers[BOOTHS], permission="media.see_booths"),
    SignalSource(TALK, "session", read=_signal_readers[TALK], permission="media.see_booths"),
]
