"""The relay of this process and the parts that work with it: they are started and stopped together."""

import errno
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from foundation.refusals import Refusal
from foundation.wire import signals
from streaming.relay import Relay, Source, Stage
from streaming.signalling.access_watcher import AccessWatcher, PictureQueue
from streaming.signalling.booth_watcher import BoothWatcher
from streaming.signalling.capacity import Capacity
from streaming.signalling.carried_streams import AllStreams, CarriedStreams, NoStreams, PlacedStreams
from streaming.signalling.connections import MediaConnections
from streaming.signalling.disconnect_detector import DisconnectDetector
from streaming.signalling.encoders import Encoders
from streaming.signalling.gate import Gate
from streaming.signalling.media_state import NO_LINES, MediaState
from streaming.signalling.media_tokens import MediaToken
from streaming.signalling.monitor import (
    NO_BOOTHS,
    NO_STATES,
    NOBODY_SPEAKS,
    NOBODY_TALKS,
    SpeechAndQualityMonitor,
)
from streaming.signalling.protocol import LINES, TALK, Booths, LineStates, MediaLines, Speaking, TalkbackState
from streaming.signalling.reports import Reporter
from streaming.signalling.resources import Resources
from streaming.signalling.talkback import Talkback


def _socket_error_text(error: OSError) -> str:
    if error.errno == errno.EACCES:
        return (
            f"MEDIA_PORTS begins with a port that this user may not have ({error.strerror}). Begin at 1024."
        )
    return (
        f"MEDIA_ADDRESSES has {error.filename}, which is not an address of this machine ({error.strerror}). "
        "Give one that it has; where it is translated, both, as 203.0.113.7/10.0.0.4."
    )


@dataclass
class StartedParts:
    """The parts that exist once `Media` is started."""

    relay: Relay
    connections: MediaConnections
    gate: Gate
    resources: Resources
    detector: DisconnectDetector
    booth_watcher: BoothWatcher
    reporter: Reporter
    monitor: SpeechAndQualityMonitor
    state: MediaState
    watcher: AccessWatcher


class Media:
    """The relay of this process and its parts. Its methods run on the loop, except those for signals."""

    def __init__(self) -> None:
        self.capacity = Capacity()
        self.carried_streams: CarriedStreams = NoStreams()
        self._started: StartedParts | None = None

    @property
    def started(self) -> StartedParts:
        """The started parts. Raises an error if the media were not started."""
        if self._started is None:
            raise RuntimeError("The media are not started.")
        return self._started

    @property
    def relay(self) -> Relay:
        """The relay of this process."""
        return self.started.relay

    @property
    def gate(self) -> Gate:
        """The gate, which follows the journal and assigns the slots."""
        return self.started.gate

    @property
    def resources(self) -> Resources:
        """The WHIP and WHEP resources of this process."""
        return self.started.resources

    @property
    def connections(self) -> MediaConnections:
        """The connections of this process."""
        return self.started.connections

    async def start(self) -> None:
        """Start the relay, the lease on its streams, the gate, the disconnect detector and the access watcher.

        Raises `ImproperlyConfigured` if the relay cannot use its addresses.
        """
        relay = Relay(settings.MEDIA_ADDRESSES, settings.MEDIA_PORTS)
        try:
            relay.check_addresses()
        except OSError as error:
            raise ImproperlyConfigured(_socket_error_text(error)) from None
        self.capacity.measure_load()
        self.carried_streams = self._placed_streams() if settings.PROCESS_TYPE == "relay" else AllStreams()
        now = self._started = self._make_parts(relay)
        await self.carried_streams.start()
        now.gate.start()
        await now.detector.start()
        await now.booth_watcher.start()
        await now.reporter.start()
        now.monitor.start()
        now.watcher.start()

    def _make_parts(self, relay: Relay) -> StartedParts:
        connections, encoders = MediaConnections(relay), Encoders()
        picture_queue = PictureQueue(relay, self.capacity)
        talkback = Talkback(relay)
        monitor = SpeechAndQualityMonitor(relay, connections.all_lines, connections.hall_sender, talkback)
        video_statements = settings.DATA_DIR / "video_statements"
        gate = Gate(
            relay,
            connections.sending_lines,
            connections.shown_screens,
            connections.booth_lines,
            self._signal_lines,
            video_statements,
            talkback,
            self.carried_streams.carries,
        )
        return StartedParts(
            relay=relay,
            connections=connections,
            gate=gate,
            resources=Resources(
                relay, connections, self.capacity, gate, picture_queue, encoders, self._on_source_change
            ),
            detector=DisconnectDetector(relay, connections.sending_lines, self._assign_slots),
            booth_watcher=BoothWatcher(self.carried_streams.carries, self._heard_languages),
            reporter=Reporter(relay, connections.all_lines),
            monitor=monitor,
            state=MediaState(relay, connections, monitor),
            watcher=AccessWatcher(relay, connections, self.capacity, picture_queue, encoders),
        )

    async def stop(self) -> None:
        """Give back the streams, and hang up everyone."""
        now = self.started
        await self.carried_streams.stop()
        self.carried_streams = NoStreams()
        await now.watcher.stop()
        await now.monitor.stop()
        await now.reporter.stop()
        await now.booth_watcher.stop()
        await now.detector.stop()
        await now.gate.stop()
        await now.relay.close()

    def _heard_languages(self, stream: str) -> list[str]:
        """The language channels that have a source, and those of a booth that speaks to the moderator and the operator.

        The clock does not stop for it.
        """
        return [*self.started.state.lines_signal(stream).languages, *self.gate.channels_of_talk(stream)]

    def _placed_streams(self) -> PlacedStreams:
        return PlacedStreams(
            load=self.capacity.measure_load,
            told=lambda stream: self.started.state.all_signals(stream),
            busy=self._busy_streams,
            lost=self._stop_stream,
        )

    def _busy_streams(self) -> set[str]:
        """The streams with connections or a running recording: a video statement may play for a recording alone."""
        recorded = {name for name, stage in self.relay.stages.items() if stage.is_recorded}
        return recorded | {media_token.stream for media_token in self.connections.tokens()}

    def _stop_stream(self, stream: str) -> None:
        """Stop a stream's packets here, and hang up its connections, because another relay carries it from now on."""
        self.gate.unfollow_stream(stream)
        self.started.reporter.forget_stream(stream)
        for resource in self.connections.resources_of_stream(stream):
            self.connections.remove(resource)
            self.relay.hang_up_soon(resource)

    async def other_relay(self, media_token: MediaToken, address: str) -> str | None:
        """The address of the relay that carries the token's stream, or None if it is this one.

        Refuses `media.no_relay`. If it is this relay, refuses also `media.throttled` and `media.withdrawn`.
        """
        relay = await self.carried_streams.other_relay(media_token.stream)
        if relay is None:
            await self.resources.check_offer(media_token, address)
        return relay

    async def carries(self, stream: str) -> bool:
        """Whether this relay carries a stream. A stream without a relay gets one."""
        try:
            return await self.carried_streams.other_relay(stream) is None
        except Refusal:
            return False

    def lines_signal(self, session: int | str) -> MediaLines:
        """The signal `media.lines` of a session that this process carries. Any thread may ask for signals."""
        return self._started.state.lines_signal(f"session/{session}") if self._started else NO_LINES

    def speaking_signal(self, session: int | str) -> Speaking:
        """The signal `media.speaking` of a session."""
        return self._started.monitor.speaking(f"session/{session}") if self._started else NOBODY_SPEAKS

    def line_states_signal(self, session: int | str) -> LineStates:
        """The signal `media.line_states` of a session."""
        return self._started.monitor.line_states(f"session/{session}") if self._started else NO_STATES

    def booths_signal(self, session: int | str) -> Booths:
        """The signal `media.booths` of a session."""
        return self._started.monitor.booths(f"session/{session}") if self._started else NO_BOOTHS

    def talkback_signal(self, session: int | str) -> TalkbackState:
        """The signal `media.talkback` of a session."""
        return self._started.monitor.talkback(f"session/{session}") if self._started else NOBODY_TALKS

    def _on_source_change(self, stage: Stage, source: Source) -> None:
        """Assign slots and tell pages, because a source was added, connected or removed."""
        self._assign_slots(stage.name)
        self.started.detector.poll_soon()
        self.started.reporter.poll_soon()

    def _assign_slots(self, stream: str) -> None:
        self.gate.assign_slots(stream)
        self._signal_lines(stream)

    def _signal_lines(self, stream: str) -> None:
        self.carried_streams.poll_soon()
        signals.mark_changed_now((stream, LINES, ""))
        signals.mark_changed_now((stream, TALK, ""))


media = Media()
