"""The relay of a process: its stages, its publishers and listeners, and the periodic work on them."""

import asyncio
import logging
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from streaming.relay import offers
from streaming.relay.connection import Certificate
from streaming.relay.errors import MediaRefusal
from streaming.relay.listener import Listener
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.publisher import Publisher
from streaming.relay.sockets import ANY_PORT, SocketFactory
from streaming.relay.source import Origin, Source
from streaming.relay.stage import Stage

logger = logging.getLogger(__name__)

BEAT_SECONDS = 1.0
# ICE asks for consent every 4 to 6 seconds, three times each; with one beat more that is 15 s. Only beats of this loop
# count, because a process that stands still hears no answers. After 30 s RFC 7675 ends the consent in any case.
CONSENT_GOOD_FOR = 14.0
CONSENT_EXPIRES = 30.0
CONNECT_WITHIN = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The id of the new WHIP or WHEP resource, with which it is ended, and the SDP answer."""

    resource: str
    sdp: str


@dataclass(frozen=True, slots=True)
class _Resource:
    stage: Stage
    owner: Publisher | Listener
    username: str | None


class Relay:
    """Forwards encoded packets from publishers to listeners. Use it from one running loop.

    `addresses` and `ports` are the local ones for ICE, as in `SocketFactory`. No STUN or TURN server is ever asked.
    """

    def __init__(self, addresses: Sequence[str] = (), ports: Sequence[int] = ANY_PORT) -> None:
        self._sockets = SocketFactory(addresses, ports)
        self._certificate = Certificate.generateCertificate()
        self._packet_writer = PacketWriter()
        self._stages: dict[str, Stage] = {}
        self._resources: dict[str, _Resource] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._beating: asyncio.Task[None] | None = None

    def check_addresses(self) -> None:
        """Raise `OSError` if an address cannot be used. Its `filename` is the address."""
        self._sockets.check()

    @property
    def stages(self) -> Mapping[str, Stage]:
        """The stages by name. The caller must not change the mapping."""
        return MappingProxyType(self._stages)

    def has_resource(self, resource: str) -> bool:
        """Whether a WHIP or WHEP resource exists."""
        return resource in self._resources

    def source(self, resource: str) -> Source | None:
        """The source of a WHIP resource, also before it is connected, or None if there is no such resource."""
        known = self._resources.get(resource)
        return known.owner if known is not None and isinstance(known.owner, Publisher) else None

    @property
    def connecting(self) -> set[str]:
        """The resources that have an answer and are not connected yet."""
        return {resource for resource, known in self._resources.items() if known.owner.peer.path is None}

    def stage(self, name: str) -> Stage:
        """The stage of this name. Made on first use."""
        if name not in self._stages:
            self._stages[name] = Stage(name, self._packet_writer)
        return self._stages[name]

    async def publish(self, stage: str, offer_sdp: str, *, source: str, origin: Origin) -> Answer:
        """Admit a publisher (WHIP, RFC 9725). Once connected it replaces a source of the same id.

        Refuses `media.sdp_malformed`, `media.no_common_codec`, `media.too_many_tracks` and `media.no_port`.
        """
        publisher = Publisher(source, origin, self._certificate, self._sockets, self._packet_writer)
        answer = await self._answer_offer(publisher, offer_sdp)
        resource = self._register(self.stage(stage), publisher, offer_sdp)
        self.stage(stage).add_source(publisher)
        return Answer(resource, answer)

    async def listen(
        self, stage: str, offer_sdp: str, *, slots: Sequence[str], origin: Origin, pictures: bool = True
    ) -> Answer:
        """Admit a listener (WHEP): a receive-only sound and picture for each slot, in the order of `slots`.

        Of the slots in `slots.py` one has only a sound, the other only a picture.

        Without `pictures` only sound is sent until `send_pictures` is called.

        Refuses `media.sdp_malformed`, `media.no_common_codec`, `media.slots_mismatch` and `media.no_port`.
        """
        listener = Listener(slots, origin, self._certificate, self._sockets, self._packet_writer, pictures)
        answer = await self._answer_offer(listener, offer_sdp)
        resource = self._register(self.stage(stage), listener, offer_sdp)
        listener.on_closed = self.stage(stage).remove_listener
        self.stage(stage).add_listener(listener)
        return Answer(resource, answer)

    def send_pictures(self, resource: str) -> None:
        """Send pictures to a listener that had sound only."""
        known = self._resources.get(resource)
        if known is not None and isinstance(known.owner, Listener):
            known.owner.pictures = True
            known.stage.add_listener(known.owner)

    async def add_candidates(self, resource: str, sdpfrag: str) -> bool:
        """Accept a fragment with candidates (RFC 8840). Returns False if the resource is unknown.

        The candidates are not used: the peer's checks arrive at the candidates of our answer and show its address.
        Refuses `media.restart_unsupported` for an ICE restart: the peer has to make a new connection.
        """
        known = self._resources.get(resource)
        if known is None:
            return False
        if offers.username(sdpfrag) not in (None, known.username):
            raise MediaRefusal(
                "media.restart_unsupported", "The connection cannot be restarted: make a new one."
            )
        return True

    def select_layers(self, resource: str, shown: Mapping[str, int | None]) -> list[str]:
        """Set the heights at which a listener shows its pictures, in pixels by `mid`: 0 is hidden, None unknown.

        Returns the `mid`s of pictures that are off because the line is too slow. Empty if there is no such listener.
        """
        known = self._resources.get(resource)
        return (
            known.owner.layer_selector.set_heights(shown)
            if known and isinstance(known.owner, Listener)
            else []
        )

    def tune(self, resource: str, slots: Mapping[str, str | None]) -> None:
        """Send a listener the sound of other slots of its stage: for each of its own slots, which one, or no sound.

        Does nothing if there is no such listener.
        """
        known = self._resources.get(resource)
        if known is not None and isinstance(known.owner, Listener):
            for slot, to in slots.items():
                known.stage.tune(known.owner, slot, to)

    def slots_of(self, resource: str) -> tuple[str, ...]:
        """The slots of a listener, in order. Empty if there is no such listener."""
        known = self._resources.get(resource)
        return known.owner.slots if known is not None and isinstance(known.owner, Listener) else ()

    async def hang_up(self, resource: str) -> bool:
        """End a resource: none of its packets is sent after this returns. Returns False if it is unknown."""
        known = self._resources.pop(resource, None)
        if known is None:
            return False
        await known.owner.close()
        return True

    def hang_up_soon(self, resource: str) -> None:
        """End a resource without waiting for the far end."""
        known = self._resources.pop(resource, None)
        if known is not None:
            task = asyncio.create_task(known.owner.close(), name="relay hang-up")
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def close(self) -> None:
        """End everything. The relay can be used again."""
        if self._beating is not None:
            self._beating.cancel()
            self._beating = None
        await asyncio.gather(*(self.hang_up(resource) for resource in list(self._resources)))
        await asyncio.gather(*(stage.close() for stage in self._stages.values()), *self._closing)
        self._stages.clear()

    async def _answer_offer(self, owner: Publisher | Listener, offer: str) -> str:
        self._start_beat()
        try:
            return await owner.answer(offer)
        except BaseException:
            await owner.close()
            raise

    def _register(self, stage: Stage, owner: Publisher | Listener, offer: str) -> str:
        resource = secrets.token_urlsafe(16)
        self._resources[resource] = _Resource(stage, owner, offers.username(offer))
        return resource

    def _start_beat(self) -> None:
        if self._beating is None:
            self._beating = asyncio.create_task(self._beat_for_ever(), name="relay beat")

    async def _beat_for_ever(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            await self._beat_once()

    async def _beat_once(self) -> None:
        """Called at each beat: send reports to all peers, a few at a time, and hang up those that are gone.

        A beat that comes late counts as one beat.
        """
        for number, (resource, known) in enumerate(list(self._resources.items())):
            # Peers may have left during a sleep of this loop.
            if resource in self._resources:
                self._beat_for_peer(resource, known.owner, asyncio.get_running_loop().time())
            if number % 20 == 19:
                await asyncio.sleep(0)

    def _beat_for_peer(self, resource: str, owner: Publisher | Listener, now: float) -> None:
        owner.peer.unanswered += BEAT_SECONDS
        try:
            if self._is_gone(owner, now):
                self.hang_up_soon(resource)
            elif isinstance(owner, Listener):
                owner.report(time.time())
            else:
                owner.report(now)
        except Exception:
            logger.exception("The relay's beat failed for one of its peers; it goes on with the others")

    def _is_gone(self, owner: Publisher | Listener, now: float) -> bool:
        peer = owner.peer
        if peer.is_closed:
            return True
        if peer.path is None:
            return now - peer.began_at > CONNECT_WITHIN
        return peer.unanswered > CONSENT_GOOD_FOR or now - peer.consented_at > CONSENT_EXPIRES
