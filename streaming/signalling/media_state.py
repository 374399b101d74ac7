"""The state of a session's media for pages, from the memory of the process that carries it."""

from collections.abc import Collection, Iterable, Mapping

from foundation.messages.protocol import Signal
from streaming.relay import LANGUAGE, SIGN, Relay
from streaming.signalling.connections import MediaConnections
from streaming.signalling.disconnect_detector import is_silent
from streaming.signalling.media_tokens import MediaToken
from streaming.signalling.monitor import SpeechAndQualityMonitor
from streaming.signalling.protocol import BOOTHS, LINE_STATES, LINES, SPEAKING, TALK, MediaLines
from streaming.signalling.slot_assignment import HALL, PLAYBACK, SLIDES

NO_LINES = MediaLines(publishing=[], hall=False, slides=None, languages=[], sign=False, floor=None, relay="")


class MediaState:
    """The present values of the media's signals. Any thread may read them."""

    def __init__(self, relay: Relay, connections: MediaConnections, monitor: SpeechAndQualityMonitor) -> None:
        self._relay, self._connections, self._monitor = relay, connections, monitor

    def lines_signal(self, stream: str) -> MediaLines:
        """The signal `media.lines`."""
        stage = self._relay.stages.get(stream)
        here = list(stage.sources.values()) if stage else []
        connected = {source.id for source in here if source.connected and not is_silent(source)}
        tokens = [media_token for media_token in self._connections.tokens() if media_token.stream == stream]
        own = {one.participant for one in tokens if one.feed == "own" and one.source in connected}
        shown = stage.slots.get(SLIDES) if stage else None
        slides = next((one.participant for one in tokens if shown and one.source == shown), None)
        people = sorted(one for one in own if one)
        return MediaLines(
            publishing=people,
            hall=HALL in connected,
            relay="",
            slides=slides,
            languages=_heard_languages(stage.slots) if stage else [],
            sign=stage is not None and stage.slots.get(SIGN) is not None,
            floor=_forwarded(stage.slots.get("floor"), connected, tokens) if stage else None,
        )

    def all_signals(self, stream: str) -> dict[str, Signal]:
        """All signals of a stream. Only sessions have any."""
        if not stream.startswith("session/"):
            return {}
        return {
            LINES: self.lines_signal(stream),
            SPEAKING: self._monitor.speaking(stream),
            LINE_STATES: self._monitor.line_states(stream),
            BOOTHS: self._monitor.booths(stream),
            TALK: self._monitor.talkback(stream),
        }


def _forwarded(source: str | None, connected: Collection[str], tokens: Iterable[MediaToken]) -> str | None:
    """Who is forwarded in a slot with this source. None if nothing of it arrives."""
    if source is not None and source.startswith(PLAYBACK):
        return "video_statement"
    if source not in connected:
        return None
    if source == HALL:
        return HALL
    return next((one.participant for one in tokens if one.source == source), None)


def _heard_languages(slots: Mapping[str, str | None]) -> list[str]:
    """The language channels that have a source."""
    named = (slot.split("/", 1) for slot, source in sorted(slots.items()) if source is not None)
    return [rest[0] for prefix, *rest in named if prefix == LANGUAGE]
