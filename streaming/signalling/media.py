"""The relay of this process and the parts that work with it: they are started and stopped together."""

import asyncio
import errno
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from foundation.database import in_thread
from foundation.refusals import Refusal
from foundation.wire import signals
from streaming.relay import Answer, Origin, Relay, Source, Stage, check_reception
from streaming.signalling import floor_snapshot
from streaming.signalling.access_watcher import AccessWatcher, PictureQueue
from streaming.signalling.capacity import Capacity
from streaming.signalling.check_stats import CheckStats, stats_of
from streaming.signalling.connections import Connections, unknown_resource_refusal
from streaming.signalling.disconnect_detector import DisconnectDetector
from streaming.signalling.encoders import Encoders
from streaming.signalling.gate import Gate
from streaming.signalling.media_state import NO_LINES, MediaState
from streaming.signalling.media_tokens import MediaToken
from streaming.signalling.monitor import NO_STATES, NOBODY_SPEAKS, Monitor
from streaming.signalling.negotiations import Negotiations
from streaming.signalling.offer_throttle import OfferThrottle
from streaming.signalling.ownership import Ownership, OwnsAll, OwnsNone, OwnsPlaced
from streaming.signalling.protocol import LINES, LineStates, MediaLines, Speaking
from streaming.signalling.reports import Reporter
from streaming.signalling.slot_assignment import HALL, PROGRAMME, SLIDES

CHECK_SECONDS = 20.0
"""Seconds that a technical check may send."""
MAX_CHECKS = 20
"""Technical checks of this process at one time."""
MAX_LISTENING = 4
"""Connections on which one person may listen to a session: two pages on each of two devices."""
SLOTS = frozenset({"floor", "chair", HALL, SLIDES, PROGRAMME, *(f"panel-{number}" for number in range(1, 7))})


def _unusable(error: OSError) -> str:
    if error.errno == errno.EACCES:
        return (
            f"MEDIA_PORTS begins with a port that this user may not have ({error.strerror}). Begin at 1024."
        )
    return (
        f"MEDIA_ADDRESSES has {error.filename}, which is not an address of this machine ({error.strerror}). "
        "Give one that it has; where it is translated, both, as 203.0.113.7/10.0.0.4."
    )


@dataclass
class Started:
    """The parts that exist once `Media` is started."""

    relay: Relay
    connections: Connections
    throttle: OfferThrottle
    negotiations: Negotiations
    encoders: Encoders
    picture_queue: PictureQueue
    gate: Gate
    detector: DisconnectDetector
    reporter: Reporter
    monitor: Monitor
    state: MediaState
    watcher: AccessWatcher


class Media:
    """Publishes and listens for media tokens. Its methods run on the loop, except those for signals."""

    def __init__(self) -> None:
        self.capacity = Capacity()
        self.ownership: Ownership = OwnsNone()
        self._started: Started | None = None

    @property
    def started(self) -> Started:
        """The started parts. Raises if the media were not started."""
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
    def connections(self) -> Connections:
        """The connections of this process."""
        return self.started.connections

    async def start(self) -> None:
        """Start the relay, its ownership, the gate, the disconnect detector and the access watcher.

        Raises `ImproperlyConfigured` if the relay cannot use its addresses.
        """
        relay = Relay(settings.MEDIA_ADDRESSES, settings.MEDIA_PORTS)
        try:
            relay.check_addresses()
        except OSError as error:
            raise ImproperlyConfigured(_unusable(error)) from None
        self.capacity.look()
        self.ownership = self._placed() if settings.PROCESS_TYPE == "relay" else OwnsAll()
        now = self._started = self._made(relay)
        await self.ownership.start()
        now.gate.start()
        await now.detector.start()
        await now.reporter.start()
        now.monitor.start()
        now.watcher.start()

    def _made(self, relay: Relay) -> Started:
        connections, encoders = Connections(relay), Encoders()
        picture_queue = PictureQueue(relay, self.capacity)
        monitor = Monitor(relay, connections.all_lines, connections.hall_key)
        video_statements = settings.DATA_DIR / "video_statements"
        return Started(
            relay=relay,
            connections=connections,
            throttle=OfferThrottle(settings.MEDIA_OFFERS_OF_AN_ADDRESS),
            negotiations=Negotiations(),
            encoders=encoders,
            picture_queue=picture_queue,
            gate=Gate(
                relay,
                connections.lines,
                connections.screens,
                self._told,
                video_statements,
                self.ownership.is_sure,
            ),
            detector=DisconnectDetector(relay, connections.lines, self._settle),
            reporter=Reporter(relay, connections.all_lines),
            monitor=monitor,
            state=MediaState(relay, connections, monitor),
            watcher=AccessWatcher(relay, connections, self.capacity, picture_queue, encoders),
        )

    async def stop(self) -> None:
        """Give back the streams, and hang up everyone."""
        now = self.started
        await self.ownership.stop()
        self.ownership = OwnsNone()
        await now.watcher.stop()
        await now.monitor.stop()
        await now.reporter.stop()
        await now.detector.stop()
        await now.gate.stop()
        await now.relay.close()

    def _placed(self) -> OwnsPlaced:
        return OwnsPlaced(
            load=self.capacity.look,
            told=lambda stream: self.started.state.signals(stream),
            busy=self._busy,
            lost=self._lose,
        )

    def _busy(self) -> set[str]:
        """The streams with connections or a running recording: a video statement may play for a recording alone."""
        recorded = {name for name, stage in self.relay.stages.items() if stage.is_recorded}
        return recorded | {media_token.stream for media_token in self.connections.tokens()}

    def _lose(self, stream: str) -> None:
        """Another relay carries a stream from now on: stop its packets here, and hang up its connections."""
        self.gate.drop(stream)
        self.started.reporter.forget(stream)
        for resource in self.connections.of_stream(stream):
            self.connections.remove(resource)
            self.relay.hang_up_soon(resource)

    def has_pictures(self, resource: str) -> bool:
        """Whether a connection gets more than sound."""
        return resource not in self.started.picture_queue

    async def other_relay(self, media_token: MediaToken, address: str) -> str | None:
        """The address of the relay that carries the token's stream, or None if it is this one.

        Refuses `media.no_relay`. If it is this one, also `media.throttled` and `media.withdrawn`.
        """
        relay = await self.ownership.other_relay(media_token.stream)
        if relay is None:
            self.started.throttle.check(media_token.person, address)
            await self._check_access(media_token)
        return relay

    async def _check_access(self, media_token: MediaToken) -> None:
        """Check again, because a token outlives a withdrawn access by up to a minute."""
        if await in_thread(floor_snapshot.without_access, {media_token}):
            raise Refusal(
                "media.withdrawn", "Your seat is over, or may no longer do this. Join the session again."
            )

    async def carries(self, stream: str) -> bool:
        """Whether this relay carries a stream. A stream without a relay gets one."""
        try:
            return await self.ownership.other_relay(stream) is None
        except Refusal:
            return False

    async def publish(self, media_token: MediaToken, address: str, offer: str) -> Answer:
        """Admit a person's or the hall's camera and microphone, or a person's screen.

        Refuses `media.slot_taken`, `media.hall_is_silent`, `media.screen_is_silent`, `media.screen_not_due`,
        `media.screen_taken` and `media.busy`.
        """
        stage = self._stage(media_token)
        if media_token.feed == "slides":
            await self.gate.carry(stage.name)
            self._check_screen(media_token, offer)
        else:
            self._check_hall(media_token, offer, stage)
        origin = Origin(
            media_token.person, at_hall=media_token.place == "hall", is_hall_feed=media_token.feed == "hall"
        )
        async with self.started.negotiations.turn(address):
            answer = await self.relay.publish(stage.name, offer, source=media_token.source, origin=origin)
        self.connections.add(answer.resource, media_token, address)
        self.started.encoders.begin(media_token, self.relay.source(answer.resource))
        await self.gate.carry(stage.name)
        return answer

    def _check_hall(self, media_token: MediaToken, offer: str, stage: Stage) -> None:
        """Only one person publishes the hall.

        Those in the hall are heard through it alone, because otherwise they would be heard twice.
        """
        if media_token.feed == "own" and media_token.place == "hall" and "m=audio" in offer:
            raise Refusal(
                "media.hall_is_silent",
                "You sit in the hall and are heard through its microphones. Send your picture alone.",
            )
        if self.connections.has_other_hall(media_token) and HALL in stage.sources:
            raise Refusal(
                "media.slot_taken", "Someone else sends the hall's picture already. Ask them to stop first."
            )

    def _check_screen(self, media_token: MediaToken, offer: str) -> None:
        """A screen needs the floor or a seat, and no other screen. It has no sound of its own."""
        if "m=audio" in offer:
            raise Refusal(
                "media.screen_is_silent", "A screen is shown without its sound. Send its picture alone."
            )
        if not self.gate.may_show(media_token.stream, media_token.person, media_token.party or ""):
            raise Refusal(
                "media.screen_not_due", "Show your screen once you have the floor, or sit on the podium."
            )
        shown = self.relay.stage(media_token.stream).slots.get(SLIDES)
        if shown not in (None, media_token.source):
            raise Refusal(
                "media.screen_taken", "Somebody else shows a screen just now. Show yours once that is over."
            )

    async def listen(self, media_token: MediaToken, address: str, offer: str, slots: Sequence[str]) -> Answer:
        """Let a seat listen to some slots. Of too many connections of one person the oldest ends.

        Refuses `media.unknown_slot`, `media.slots_mismatch`, `media.busy` and `media.full`.
        """
        if not slots or len(slots) > len(set(slots)) or not SLOTS.issuperset(slots):
            raise Refusal(
                "media.unknown_slot", "Name the slots to hear, each once, such as floor,chair,hall."
            )
        check_reception(offer, len(slots))
        stage = self._stage(media_token)
        origin = Origin(
            media_token.person, at_hall=media_token.place == "hall", watches_hall=media_token.feed == "hall"
        )
        await self.gate.carry(stage.name)
        async with self.started.negotiations.turn(address):
            with self._admit(media_token, address, len(slots)) as pictures:
                answer = await self.relay.listen(
                    stage.name, offer, slots=slots, origin=origin, pictures=pictures
                )
        self.connections.add(answer.resource, media_token, address)
        if not pictures:
            self.started.picture_queue.add(answer.resource, len(slots))
        for resource in self.connections.listening_resources(media_token)[:-MAX_LISTENING]:
            self.connections.remove(resource)
            self.relay.hang_up_soon(resource)
        return answer

    def _admit(self, media_token: MediaToken, address: str, slots: int) -> AbstractContextManager[bool]:
        return self.capacity.admit(
            slots,
            spectator=media_token.is_spectator,
            connecting=len(self.relay.connecting),
            of_address=self.connections.connecting_from(address),
        )

    async def check(self, media_token: MediaToken, address: str, offer: str) -> Answer:
        """Receive the packets of a technical check: counted, forwarded to nobody, ended after 20 s.

        Refuses `media.checks_full` and `media.busy`.
        """
        if self.connections.checks_of_others(media_token) >= MAX_CHECKS:
            raise Refusal("media.checks_full", "Many people are testing just now. Try again in a minute.")
        # No slot of this stage is ever assigned, and no endpoint leads a listener to it.
        async with self.started.negotiations.turn(address):
            answer = await self.relay.publish(
                media_token.stream, offer, source=media_token.source, origin=Origin(media_token.person)
            )
        until = asyncio.get_running_loop().time() + CHECK_SECONDS
        self.connections.add(answer.resource, media_token, address, until)
        return answer

    def check_stats(self, media_token: MediaToken, resource: str) -> CheckStats:
        """What the relay received of a technical check so far. Refuses `media.unknown_resource`."""
        self.connections.check_own(media_token, resource)
        return stats_of(self.relay.source(resource))

    async def hang_up(self, media_token: MediaToken, resource: str) -> None:
        """End a resource of the token's own person. Refuses `media.unknown_resource`."""
        self.connections.check_own(media_token, resource)
        self.connections.remove(resource)
        await self.relay.hang_up(resource)

    async def trickle(self, media_token: MediaToken, resource: str, fragment: str, matches: bool) -> None:
        """Take candidates for a resource of the token's own person. `matches` is whether they name its ICE session.

        Refuses `media.unknown_resource`, `media.other_session` and `media.restart_unsupported`.
        """
        self.connections.check_own(media_token, resource)
        if not matches:
            raise Refusal(
                "media.other_session", "This fragment belongs to another ICE session. Make a new connection."
            )
        if not await self.relay.trickle(resource, fragment):
            raise unknown_resource_refusal()

    def select(self, media_token: MediaToken, resource: str, shown: Mapping[str, int | None]) -> list[str]:
        """Choose the video layers that a listener gets, by the heights in pixels at which its page shows them.

        `shown` has a height, or None for a hidden picture, by `mid` of the SDP. Returns the `mid`s of the pictures
        that are off because the listener's connection is too slow.

        Refuses `media.unknown_resource`.
        """
        self.connections.check_own(media_token, resource)
        return self.relay.select_layers(resource, shown)

    def signal(self, session: int | str) -> MediaLines:
        """The signal `media.lines` of a session that this process carries. Any thread may ask for signals."""
        return self._started.state.lines(f"session/{session}") if self._started else NO_LINES

    def speaking(self, session: int | str) -> Speaking:
        """The signal `media.speaking` of a session."""
        return self._started.monitor.speaking(f"session/{session}") if self._started else NOBODY_SPEAKS

    def line_states(self, session: int | str) -> LineStates:
        """The signal `media.line_states` of a session."""
        return self._started.monitor.states(f"session/{session}") if self._started else NO_STATES

    def _stage(self, media_token: MediaToken) -> Stage:
        stage = self.relay.stage(media_token.stream)
        if self._changed not in stage.on_change:
            stage.on_change.append(self._changed)
        return stage

    def _changed(self, stage: Stage, source: Source) -> None:
        """A source was added, connected or removed: assign slots and tell pages."""
        self._settle(stage.name)
        self.started.detector.look_soon()
        self.started.reporter.look_soon()

    def _settle(self, stream: str) -> None:
        self.gate.settle(stream)
        self._told(stream)

    def _told(self, stream: str) -> None:
        self.ownership.look_soon()
        signals.tell((stream, LINES, ""))


media = Media()
