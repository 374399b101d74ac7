"""WHIP and WHEP resources: makes, changes and ends them for the bearers of media tokens."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from foundation import limits
from foundation.database import in_thread
from foundation.refusals import Refusal
from streaming.interpretation import services as interpretation
from streaming.interpretation.rules import unknown_language_refusal
from streaming.relay import (
    INTERPRETATION,
    LANGUAGE,
    SIGN,
    TALKBACK,
    Answer,
    Origin,
    Relay,
    Source,
    Stage,
    check_reception,
)
from streaming.signalling import floor_snapshot
from streaming.signalling.access_watcher import PictureQueue
from streaming.signalling.capacity import Capacity
from streaming.signalling.check_stats import CheckStats, stats_of
from streaming.signalling.connections import MediaConnections, unknown_resource_refusal
from streaming.signalling.encoders import Encoders
from streaming.signalling.gate import Gate
from streaming.signalling.language_request import LanguageRequest
from streaming.signalling.media_tokens import MediaToken
from streaming.signalling.negotiations import Negotiations
from streaming.signalling.slot_assignment import HALL, PROGRAMME, SLIDES
from streaming.signalling.talkback import Talk, TalkbackRequest

CHECK_SECONDS = 20.0
"""Seconds that a technical check may send."""
MAX_CHECKS = 20
"""The highest number of technical checks that run in this process at one time."""
MAX_LISTENING = 4
"""The highest number of connections on which one person may listen to a session: two pages on each of two devices."""
SLOTS = frozenset(
    {
        "floor",
        "chair",
        HALL,
        SLIDES,
        PROGRAMME,
        INTERPRETATION,
        SIGN,
        *(f"panel-{number}" for number in range(1, 7)),
    }
)


class Resources:
    """The resources of this process's relay. Its methods run on the loop.

    `changed(stage, source)` is called when a source of a stage is added, connected or removed.
    """

    def __init__(
        self,
        relay: Relay,
        connections: MediaConnections,
        capacity: Capacity,
        gate: Gate,
        picture_queue: PictureQueue,
        encoders: Encoders,
        changed: Callable[[Stage, Source], None],
    ) -> None:
        self.negotiations = Negotiations()
        self._relay, self._connections, self._capacity = relay, connections, capacity
        self._gate, self._picture_queue, self._encoders = gate, picture_queue, encoders
        self._changed = changed

    def has_pictures(self, resource: str) -> bool:
        """Whether a connection gets more than sound."""
        return resource not in self._picture_queue

    async def check_offer(self, media_token: MediaToken, address: str) -> None:
        """Check that a token's bearer may open a connection from this address now.

        Access is checked again, because a token outlives a withdrawn access by up to a minute. Refuses
        `media.throttled` and `media.withdrawn`.
        """
        limits.check("offer.person", person=media_token.person)
        limits.check("offer.address", address=address)
        if await in_thread(floor_snapshot.tokens_without_access, {media_token}):
            raise Refusal(
                "media.withdrawn", "Your seat is over, or may no longer do this. Join the session again."
            )

    async def publish(
        self, media_token: MediaToken, address: str, offer: str, page: str = "", *, again: bool = False
    ) -> Answer:
        """Admit a person's or the hall's camera and microphone, or a person's screen.

        The latest page that begins to send takes the place of the person's other pages. A `page` that was replaced
        cannot come back `again` by itself, because two pages that both did would cut each other off for ever.

        Refuses `media.displaced`, `media.slot_taken`, `media.hall_is_silent`, `media.screen_is_silent`,
        `media.screen_not_due`, `media.screen_taken` and `media.busy`.
        """
        stage = self._observed_stage(media_token)
        if again and self._connections.is_displaced(media_token, page):
            raise Refusal(
                "media.displaced", "You send from another device now. Press the button to send from here."
            )
        if media_token.feed == "slides":
            await self._gate.follow_stream(stage.name)
            self._check_screen(media_token, offer)
        else:
            self._check_hall(media_token, offer, stage)
        origin = Origin(
            media_token.person,
            at_hall=media_token.place == "hall",
            is_hall_feed=media_token.feed == "hall",
            is_booth=media_token.feed == "booth",
        )
        async with self.negotiations.turn(address):
            answer = await self._relay.publish(stage.name, offer, source=media_token.source, origin=origin)
        self._connections.add(answer.resource, media_token, address, page=page)
        self._encoders.follow_connection(media_token, self._relay.source(answer.resource))
        await self._gate.follow_stream(stage.name)
        return answer

    def _check_hall(self, media_token: MediaToken, offer: str, stage: Stage) -> None:
        """Check that no other person publishes the hall, and that a person in the hall sends no sound.

        A rehearsal's hall gives way to a person's and to an encoder's, and never takes the place of one.

        Persons in the hall are heard through the hall's microphones. With sound of their own they would be heard twice.
        """
        if media_token.feed == "own" and media_token.place == "hall" and "m=audio" in offer:
            raise Refusal(
                "media.hall_is_silent",
                "You sit in the hall and are heard through its microphones. Send your picture alone.",
            )
        if self._connections.has_other_hall(media_token) and HALL in stage.sources:
            raise Refusal(
                "media.slot_taken", "Someone else sends the hall's picture already. Ask them to stop first."
            )

    def _check_screen(self, media_token: MediaToken, offer: str) -> None:
        """Check that a screen may be shown. Its person has the floor or a podium seat.

        No other screen is shown, and the offer has no sound.
        """
        if "m=audio" in offer:
            raise Refusal(
                "media.screen_is_silent", "A screen is shown without its sound. Send its picture alone."
            )
        if not self._gate.may_show(media_token.stream, media_token.person, media_token.party or ""):
            raise Refusal(
                "media.screen_not_due", "Show your screen once you have the floor, or sit on the podium."
            )
        shown = self._relay.stage(media_token.stream).slots.get(SLIDES)
        if shown not in (None, media_token.source):
            raise Refusal(
                "media.screen_taken", "Somebody else shows a screen just now. Show yours once that is over."
            )

    async def listen(
        self, media_token: MediaToken, address: str, offer: str, slots: Sequence[str], language: str = ""
    ) -> Answer:
        """Let a seat listen to some slots. If one person has too many connections, the oldest is ended.

        With a `language`, the slot `interpretation` has the sound of its channel from the beginning, and the slot
        `programme` has it instead of its own sound while it is interpreted.

        Refuses `media.wrong_token`, `media.unknown_slot`, `media.slots_mismatch`, `interpretation.unknown_language`,
        `media.busy` and `media.full`.
        """
        allowed = frozenset({TALKBACK}) if media_token.feed == "talkback" else SLOTS
        if TALKBACK in slots and TALKBACK not in allowed:
            raise Refusal(
                "media.wrong_token",
                "This slot is for the moderator and the operator. Ask for a media token for the feed talkback.",
            )
        if not slots or len(slots) > len(set(slots)) or not allowed.issuperset(slots):
            raise Refusal(
                "media.unknown_slot", "Name the slots to hear, each once, such as floor,chair,hall."
            )
        check_reception(offer, slots)
        stage = self._observed_stage(media_token)
        origin = Origin(
            media_token.person, at_hall=media_token.place == "hall", watches_hall=media_token.feed == "hall"
        )
        await self._gate.follow_stream(stage.name)
        self._check_language(media_token, language)
        async with self.negotiations.turn(address):
            with self._admit(media_token, address, len(slots)) as pictures:
                answer = await self._relay.listen(
                    stage.name, offer, slots=slots, origin=origin, pictures=pictures
                )
        self._connections.add(answer.resource, media_token, address)
        self._relay.tune(
            answer.resource, {slot: to for slot, to in tunings(language).items() if slot in slots}
        )
        if not pictures:
            self._picture_queue.add(answer.resource, len(slots))
        for resource in self._connections.listening_resources(media_token)[:-MAX_LISTENING]:
            self._connections.remove(resource)
            self._relay.hang_up_soon(resource)
        return answer

    def _admit(self, media_token: MediaToken, address: str, slots: int) -> AbstractContextManager[bool]:
        return self._capacity.admit(
            slots,
            spectator=media_token.is_spectator,
            connecting=len(self._relay.connecting),
            of_address=self._connections.connecting_from(address),
        )

    async def receive_check(self, media_token: MediaToken, address: str, offer: str) -> Answer:
        """Receive the packets of a technical check: counted, forwarded to nobody, ended after 20 s.

        Refuses `media.checks_full` and `media.busy`.
        """
        if self._connections.checks_of_others(media_token) >= MAX_CHECKS:
            raise Refusal("media.checks_full", "Many people are testing just now. Try again in a minute.")
        # No slot of this stage is ever assigned, and no endpoint leads a listener to it.
        async with self.negotiations.turn(address):
            answer = await self._relay.publish(
                media_token.stream, offer, source=media_token.source, origin=Origin(media_token.person)
            )
        until = asyncio.get_running_loop().time() + CHECK_SECONDS
        self._connections.add(answer.resource, media_token, address, until)
        return answer

    def check_stats(self, media_token: MediaToken, resource: str) -> CheckStats:
        """What the relay received of a technical check so far. Refuses `media.unknown_resource`."""
        self._connections.check_own(media_token, resource)
        return stats_of(self._relay.source(resource))

    async def hang_up(self, media_token: MediaToken, resource: str) -> None:
        """End a resource of the token's own person. Refuses `media.unknown_resource`."""
        self._connections.check_own(media_token, resource)
        self._connections.remove(resource)
        await self._relay.hang_up(resource)

    async def add_candidates(
        self, media_token: MediaToken, resource: str, fragment: str, matches: bool
    ) -> None:
        """Take candidates for a resource of the token's own person. `matches` is whether they name its ICE session.

        Refuses `media.unknown_resource`, `media.other_session` and `media.restart_unsupported`.
        """
        self._connections.check_own(media_token, resource)
        if not matches:
            raise Refusal(
                "media.other_session", "This fragment belongs to another ICE session. Make a new connection."
            )
        if not await self._relay.add_candidates(resource, fragment):
            raise unknown_resource_refusal()

    def select_layers(
        self, media_token: MediaToken, resource: str, shown: Mapping[str, int | None]
    ) -> list[str]:
        """Choose the video layers that a listener gets, by the heights in pixels at which its page shows them.

        `shown` has a height, or None for a hidden picture, by `mid` of the SDP. Returns the `mid`s of the pictures
        that are off because the listener's connection is too slow.

        Refuses `media.unknown_resource`.
        """
        self._connections.check_own(media_token, resource)
        return self._relay.select_layers(resource, shown)

    def choose_language(self, media_token: MediaToken, resource: str, request: LanguageRequest) -> None:
        """Choose the language channel that a listener hears, and whether it is sent the floor's sound.

        Refuses `media.unknown_resource` and `interpretation.unknown_language`.
        """
        self._connections.check_own(media_token, resource)
        self._check_language(media_token, request.language)
        sounds = {slot: slot if request.floor else None for slot in self._relay.slots_of(resource)}
        own = {slot: to for slot, to in tunings(request.language).items() if slot in sounds}
        self._relay.tune(resource, sounds | own)

    async def talk_back(self, media_token: MediaToken, resource: str, request: TalkbackRequest) -> None:
        """Let an interpreter's microphone be heard by the moderator and the operator alone, or in its channel again.

        Refuses `media.unknown_resource`, `media.wrong_token`, `media.talkback_silent`,
        `interpretation.unknown_language`, `interpretation.not_assigned` and `media.talkback_busy`.
        """
        own = self._connections.check_own(media_token, resource)
        if own.action != "publish" or own.feed != "booth" or own.is_equipment:
            raise Refusal(
                "media.wrong_token",
                "Only the microphone of an interpreter speaks to the moderator and the operator.",
            )
        if not request.on:
            self._gate.end_talk(own.stream, resource)
            return
        await in_thread(interpretation.check_interprets, int(own.session), request.language, own.participant)
        publisher = self._relay.source(resource)
        if publisher is None:
            raise unknown_resource_refusal()
        if "audio" not in publisher.kinds:
            raise Refusal("media.talkback_silent", "This connection has no microphone. Open one first.")
        talk = Talk(resource, own.source, own.person, own.participant or "", request.language)
        self._gate.begin_talk(own.stream, talk)

    def _check_language(self, media_token: MediaToken, language: str) -> None:
        if language and language not in self._gate.languages(media_token.stream):
            raise unknown_language_refusal()

    def _observed_stage(self, media_token: MediaToken) -> Stage:
        stage = self._relay.stage(media_token.stream)
        if self._changed not in stage.on_change:
            stage.on_change.append(self._changed)
        return stage


def tunings(language: str) -> dict[str, str | None]:
    """For each slot whose sound depends on the language: the stage's slot with that sound. "" is the floor's language.

    The slot `interpretation` is silent in it.
    """
    if not language:
        return {INTERPRETATION: None, PROGRAMME: PROGRAMME}
    return {INTERPRETATION: f"{LANGUAGE}/{language}", PROGRAMME: f"{PROGRAMME}/{language}"}
