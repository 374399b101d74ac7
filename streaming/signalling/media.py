"""The relay of this process and who is on its lines: the one place where tickets meet sources."""

import asyncio
import errno
import itertools
import logging
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from foundation.database import in_thread
from foundation.messages.protocol import Signal
from foundation.refusals import Refusal
from foundation.wire import signals
from streaming.relay import Answer, Origin, Relay, Source, Stage, check_reception
from streaming.signalling import floor_snapshot
from streaming.signalling.capacity import Capacity
from streaming.signalling.check_stats import CheckStats, checked
from streaming.signalling.connections import MediaConnection
from streaming.signalling.disconnect_detector import DisconnectDetector, is_silent, up
from streaming.signalling.encoders import Encoders
from streaming.signalling.gate import Gate
from streaming.signalling.media_tokens import Feed, MediaToken
from streaming.signalling.monitor import NO_STATES, NOBODY_SPEAKS, Monitor
from streaming.signalling.negotiations import Negotiations
from streaming.signalling.offer_throttle import OfferThrottle
from streaming.signalling.ownership import Everything, Nothing, Ownership, Placed
from streaming.signalling.protocol import LINE_STATES, LINES, SPEAKING, LineStates, MediaLines, Speaking
from streaming.signalling.reports import Reporter
from streaming.signalling.slot_assignment import HALL, PROGRAMME, SLIDES, Publication

BAR_SECONDS = 2.0
CHECK_SECONDS = 20.0
"""How long a technical check may send."""
MOST_CHECKS = 20
"""Technical checks of this process at a time."""
MOST_LISTENING = 4
"""Lines on which one person may listen to a session: two pages on each of two devices."""
SLOTS = frozenset({"floor", "chair", HALL, SLIDES, PROGRAMME, *(f"panel-{number}" for number in range(1, 7))})

logger = logging.getLogger(__name__)


def _unusable(error: OSError) -> str:
    if error.errno == errno.EACCES:
        return (
            f"MEDIA_PORTS begins with a port that this user may not have ({error.strerror}). Begin at 1024."
        )
    return (
        f"MEDIA_ADDRESSES has {error.filename}, which is not an address of this machine ({error.strerror}). "
        "Give one that it has; where it is translated, both, as 203.0.113.7/10.0.0.4."
    )


def _unknown() -> Refusal:
    return Refusal("media.unknown_resource", "There is no such connection of yours.")


class Media:
    """Publishing and listening for tickets. Its methods run on the loop."""

    def __init__(self) -> None:
        self._calls: dict[str, MediaConnection] = {}
        self._orders = itertools.count(1)
        self._without_pictures: dict[str, int] = {}
        """By resource, who has the sound of so many slots alone; who waits longest is first."""
        self.capacity = Capacity()
        self._encoders = Encoders()
        self.carrying: Ownership = Nothing()

    async def start(self) -> None:
        """Begin: the relay, what it carries, its gate, the lookout, and the watch over withdrawn access.

        Raises `ImproperlyConfigured` where the relay cannot have its addresses.
        """
        self.relay = Relay(settings.MEDIA_ADDRESSES, settings.MEDIA_PORTS)
        try:
            self.relay.check_addresses()
        except OSError as error:
            raise ImproperlyConfigured(_unusable(error)) from None
        self.capacity.look()
        self._pace = OfferThrottle(settings.MEDIA_OFFERS_OF_AN_ADDRESS)
        self._negotiations = Negotiations()
        self.carrying = self._placed() if settings.PROCESS_TYPE == "relay" else Everything()
        await self.carrying.start()
        recordings = settings.DATA_DIR / "recordings"
        self.gate = Gate(self.relay, self.lines, self.screens, self._told, recordings, self.carrying.is_sure)
        self.gate.start()
        self.lookout = DisconnectDetector(self.relay, self.lines, self._settle)
        await self.lookout.start()
        self.reporter = Reporter(self.relay, self.all_lines)
        await self.reporter.start()
        self.monitor = Monitor(self.relay, self.all_lines)
        self.monitor.start()
        self._barring = asyncio.create_task(self._bar())

    async def stop(self) -> None:
        """Hand over what is carried, and hang up on everyone."""
        await self.carrying.stop()
        self.carrying = Nothing()
        self._barring.cancel()
        await asyncio.gather(self._barring, return_exceptions=True)
        await self.monitor.stop()
        await self.reporter.stop()
        await self.lookout.stop()
        await self.gate.stop()
        await self.relay.close()

    def _placed(self) -> Placed:
        return Placed(
            load=self.capacity.look,
            told=self._signals,
            busy=self._busy,
            lost=self._lose,
        )

    def _busy(self) -> set[str]:
        """The streams that somebody is on a line for, or that are taped: a statement may play for the tape alone."""
        taped = {name for name, stage in self.relay.stages.items() if stage.is_taped}
        return taped | {call.ticket.stream for call in self._calls.values()}

    def _lose(self, stream: str) -> None:
        """Another relay carries a stream from now on: no packet of it leaves here, and those who are here go there."""
        self.gate.drop(stream)
        self.reporter.forget(stream)
        for resource in [name for name, call in self._calls.items() if call.ticket.stream == stream]:
            del self._calls[resource]
            self.relay.hang_up_soon(resource)

    def has_pictures(self, resource: str) -> bool:
        """Whether a line is not one that was given the sound alone."""
        return resource not in self._without_pictures

    async def elsewhere(self, ticket: MediaToken, address: str) -> str | None:
        """Where the relay for an offer is that came from an address, None where it is this one.

        Refuses `media.no_relay`, and here `media.throttled` and `media.withdrawn`.
        """
        relay = await self.carrying.elsewhere(ticket.stream)
        if relay is None:
            self._pace.check(ticket.person, address)
            await self._check_access(ticket)
        return relay

    async def _check_access(self, ticket: MediaToken) -> None:
        """A ticket outlives what it was given for: who is hung up on would come again with it, for a minute."""
        if await in_thread(floor_snapshot.barred, {ticket}):
            raise Refusal(
                "media.withdrawn", "Your seat is over, or may no longer do this. Join the session again."
            )

    async def carries(self, stream: str) -> bool:
        """Whether a stream is here, placed now if it was nowhere."""
        try:
            return await self.carrying.elsewhere(stream) is None
        except Refusal:
            return False

    async def publish(self, ticket: MediaToken, address: str, offer: str) -> Answer:
        """Take in a person's, or the hall's, camera and microphone, or a person's screen.

        Refuses `media.slot_taken`, `media.hall_is_silent`, `media.screen_is_silent`, `media.screen_not_due`,
        `media.screen_taken` and `media.busy`.
        """
        stage = self._stage(ticket)
        if ticket.feed == "slides":
            await self.gate.carry(stage.name)
            self._check_screen(ticket, offer)
        else:
            self._check_hall(ticket, offer, stage)
        origin = Origin(ticket.person, at_hall=ticket.place == "hall", is_hall_feed=ticket.feed == "hall")
        async with self._negotiations.turn(address):
            answer = await self.relay.publish(stage.name, offer, source=ticket.source, origin=origin)
        self._calls[answer.resource] = MediaConnection(ticket, next(self._orders), address)
        self._encoders.begin(ticket, self.relay.source(answer.resource))
        await self.gate.carry(stage.name)
        return answer

    def _check_hall(self, ticket: MediaToken, offer: str, stage: Stage) -> None:
        """One sends the hall; and who sits in it is heard through it alone, or everyone hears that voice twice."""
        if ticket.feed == "own" and ticket.place == "hall" and "m=audio" in offer:
            raise Refusal(
                "media.hall_is_silent",
                "You sit in the hall and are heard through its microphones. Send your picture alone.",
            )
        others = (
            call
            for call in self._calls.values()
            if ticket.feed == call.ticket.feed == "hall"
            and call.ticket.action == "publish"  # the hall's screen listens
            and call.ticket.stream == ticket.stream
            and call.ticket.person != ticket.person
        )
        if any(others) and HALL in stage.sources:
            raise Refusal(
                "media.slot_taken", "Someone else sends the hall's picture already. Ask them to stop first."
            )

    def _check_screen(self, ticket: MediaToken, offer: str) -> None:
        """Who has the floor or is seated may show a screen, where nobody else does. It has no sound of its own."""
        if "m=audio" in offer:
            raise Refusal(
                "media.screen_is_silent", "A screen is shown without its sound. Send its picture alone."
            )
        if not self.gate.may_show(ticket.stream, ticket.person, ticket.party or ""):
            raise Refusal(
                "media.screen_not_due", "Show your screen once you have the floor, or sit on the podium."
            )
        shown = self.relay.stage(ticket.stream).slots.get(SLIDES)
        if shown not in (None, ticket.source):
            raise Refusal(
                "media.screen_taken", "Somebody else shows a screen just now. Show yours once that is over."
            )

    async def listen(self, ticket: MediaToken, address: str, offer: str, slots: Sequence[str]) -> Answer:
        """Let a seat hear some slots; of too many lines of one person the oldest ends.

        Refuses `media.unknown_slot`, `media.slots_mismatch`, `media.busy` and `media.full`.
        """
        if not slots or len(slots) > len(set(slots)) or not SLOTS.issuperset(slots):
            raise Refusal(
                "media.unknown_slot", "Name the slots to hear, each once, such as floor,chair,hall."
            )
        check_reception(offer, len(slots))
        stage = self._stage(ticket)
        origin = Origin(ticket.person, at_hall=ticket.place == "hall", watches_hall=ticket.feed == "hall")
        await self.gate.carry(stage.name)
        async with self._negotiations.turn(address):
            with self._admit(ticket, address, len(slots)) as pictures:
                answer = await self.relay.listen(
                    stage.name, offer, slots=slots, origin=origin, pictures=pictures
                )
        self._calls[answer.resource] = MediaConnection(ticket, next(self._orders), address)
        if not pictures:
            self._without_pictures[answer.resource] = len(slots)
        for resource in self._listening(ticket)[:-MOST_LISTENING]:
            del self._calls[resource]
            self.relay.hang_up_soon(resource)
        return answer

    def _admit(self, ticket: MediaToken, address: str, slots: int) -> AbstractContextManager[bool]:
        connecting = self.relay.connecting
        here = sum(call.address == address for name, call in self._calls.items() if name in connecting)
        return self.capacity.admit(
            slots, spectator=ticket.is_spectator, connecting=len(connecting), of_address=here
        )

    def _listening(self, ticket: MediaToken) -> list[str]:
        """The lines on which a person listens to a session, the oldest first. The screens of a hall share a seat."""
        return [
            resource
            for resource, call in self._calls.items()
            if ticket.feed == call.ticket.feed == "own"
            and call.ticket.action == "listen"
            and (call.ticket.person, call.ticket.stream) == (ticket.person, ticket.stream)
        ]

    async def check(self, ticket: MediaToken, address: str, offer: str) -> Answer:
        """Take in the packets of a technical check: counted, forwarded to nobody, ended after 20 s.

        Refuses `media.checks_full` and `media.busy`.
        """
        others = [call for call in self._calls.values() if call.until and call.ticket.person != ticket.person]
        if len(others) >= MOST_CHECKS:
            raise Refusal("media.checks_full", "Many people are testing just now. Try again in a minute.")
        # No slot of this stage is ever assigned, and no door leads a listener to it.
        async with self._negotiations.turn(address):
            answer = await self.relay.publish(
                ticket.stream, offer, source=ticket.source, origin=Origin(ticket.person)
            )
        until = asyncio.get_running_loop().time() + CHECK_SECONDS
        self._calls[answer.resource] = MediaConnection(ticket, next(self._orders), address, until)
        return answer

    def checked(self, ticket: MediaToken, resource: str) -> CheckStats:
        """What the relay received of a technical check so far. Refuses `media.unknown_resource`."""
        self._own_call(ticket, resource)
        return checked(self.relay.source(resource))

    async def hang_up(self, ticket: MediaToken, resource: str) -> None:
        """End a resource of the ticket's own person. Refuses `media.unknown_resource`."""
        self._own_call(ticket, resource)
        del self._calls[resource]
        await self.relay.hang_up(resource)

    async def trickle(self, ticket: MediaToken, resource: str, fragment: str, matches: bool) -> None:
        """Take candidates for a resource of the ticket's own person; `matches` says whether they name its ICE session.

        Refuses `media.unknown_resource`, `media.other_session` and `media.restart_unsupported`.
        """
        self._own_call(ticket, resource)
        if not matches:
            raise Refusal("media.other_session", "This is about another connection than the one that stands.")
        if not await self.relay.trickle(resource, fragment):
            raise _unknown()

    def select(self, ticket: MediaToken, resource: str, shown: Mapping[str, int | None]) -> list[str]:
        """Hear how high pictures are shown; those a line is too slow for. Refuses `media.unknown_resource`."""
        self._own_call(ticket, resource)
        return self.relay.select_layers(resource, shown)

    def _own_call(self, ticket: MediaToken, resource: str) -> MediaConnection:
        call = self._calls.get(resource)
        if call is None or call.ticket.person != ticket.person:
            raise _unknown()
        return call

    def lines(self, stream: str) -> list[Publication]:
        """The persons' sources that are at a stage, and are not silent."""
        sources = self.relay.stage(stream).sources
        return [line for line in self.all_lines(stream) if not is_silent(sources[line.source])]

    def all_lines(self, stream: str) -> list[Publication]:
        """The persons' sources that are at a stage."""
        return self._of_feed(stream, "own")

    def screens(self, stream: str) -> list[Publication]:
        """The screens that persons show to a stage. One on which nothing moves may send nothing for a while."""
        return self._of_feed(stream, "slides")

    def _of_feed(self, stream: str, feed: Feed) -> list[Publication]:
        sources = self.relay.stage(stream).sources
        return [
            Publication(
                call.ticket.source,
                call.ticket.person,
                call.ticket.party or "",
                call.order,
                call.ticket.participant or "",
                up(sources[call.ticket.source]),
            )
            for resource, call in self._calls.items()
            if call.ticket.stream == stream
            and call.ticket.action == "publish"
            and call.ticket.feed == feed
            and call.ticket.source in sources
            and self.relay.source(resource) is sources[call.ticket.source]
        ]

    def signal(self, session: int | str) -> MediaLines:
        """The signal `media.lines` of a session, where this process carries it."""
        stream = f"session/{session}"
        stage = self.relay.stages.get(stream) if hasattr(self, "relay") else None
        here = list(stage.sources.values()) if stage else []
        connected = {source.id for source in here if source.connected and not is_silent(source)}
        calls = [call.ticket for call in list(self._calls.values()) if call.ticket.stream == stream]
        own = {one.participant for one in calls if one.feed == "own" and one.source in connected}
        shown = stage.slots.get(SLIDES) if stage else None
        slides = next((one.participant for one in calls if shown and one.source == shown), None)
        people = sorted(one for one in own if one)
        return MediaLines(publishing=people, hall=HALL in connected, relay="", slides=slides)

    def speaking(self, session: int | str) -> Speaking:
        """The signal `media.speaking` of a session."""
        return self.monitor.speaking(f"session/{session}") if hasattr(self, "monitor") else NOBODY_SPEAKS

    def line_states(self, session: int | str) -> LineStates:
        """The signal `media.line_states` of a session."""
        return self.monitor.states(f"session/{session}") if hasattr(self, "monitor") else NO_STATES

    def _signals(self, stream: str) -> dict[str, Signal]:
        kind, _, session = stream.partition("/")
        if kind != "session":
            return {}
        return {
            LINES: self.signal(session),
            SPEAKING: self.speaking(session),
            LINE_STATES: self.line_states(session),
        }

    def _stage(self, ticket: MediaToken) -> Stage:
        stage = self.relay.stage(ticket.stream)
        if self._changed not in stage.on_change:
            stage.on_change.append(self._changed)
        return stage

    def _changed(self, stage: Stage, source: Source) -> None:
        """A source came, connected or went: the slots may want another, and the screens want to know."""
        self._settle(stage.name)
        self.lookout.look_soon()
        self.reporter.look_soon()

    def _settle(self, stream: str) -> None:
        self.gate.settle(stream)
        self._told(stream)

    def _told(self, stream: str) -> None:
        self.carrying.look_soon()
        signals.tell((stream, LINES, ""))

    def _forget_closed(self) -> None:
        for resource in [resource for resource in self._calls if not self.relay.knows(resource)]:
            del self._calls[resource]

    def _show_pictures(self) -> None:
        """Where there is room again, whose sound alone was let in gets pictures too."""
        for resource, slots in list(self._without_pictures.items()):
            here = resource in self._calls
            if here and not self.capacity.has_room_again(slots):
                return
            del self._without_pictures[resource]
            self.relay.show(resource)

    async def _bar(self) -> None:
        """Hang up on those who may no longer do what their lines are for, and forget those who are gone."""
        while True:
            await asyncio.sleep(BAR_SECONDS)
            try:
                await self._bar_once()
            except Exception:
                logger.exception(
                    "Could not ask who may still listen and publish; asked again in %s s", BAR_SECONDS
                )

    async def _bar_once(self) -> None:
        self.capacity.look()
        self._forget_closed()
        self._show_pictures()
        await self._encoders.look()
        now = asyncio.get_running_loop().time()
        await self._end([name for name, call in self._calls.items() if call.until and call.until <= now])
        tickets = {call.ticket for call in self._calls.values()}
        barred = await in_thread(floor_snapshot.barred, tickets) if tickets else set()
        await self._end([name for name, call in self._calls.items() if call.ticket in barred])

    async def _end(self, resources: Sequence[str]) -> None:
        """Hang up on all of these at once: one that is gone already, or does not go, keeps no other."""
        for resource in resources:
            self._calls.pop(resource, None)
        endings = (self.relay.hang_up(resource) for resource in resources)
        for ended in await asyncio.gather(*endings, return_exceptions=True):
            if isinstance(ended, Exception):
                logger.error("A line did not end as it should", exc_info=ended)


media = Media()
