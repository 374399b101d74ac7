"""Listeners who choose a language at their WHEP resource, and interpreters whose microphones are in the channels."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiortc import RTCCertificate
from django.http import HttpResponse

from config import asgi
from foundation.database import in_thread
from sessions.models import SessionRole
from streaming.models import LanguageChannel
from streaming.relay import INTERPRETATION, SIGN, Origin
from streaming.relay.listener import Listener
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.relay import _Resource
from streaming.relay.sockets import SocketFactory
from streaming.signalling import media_tokens
from streaming.signalling.media import Media
from streaming.signalling.media_tokens import MediaToken
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.conftest import Chair, take
from tests.streaming.signalling.test_disconnect_detector import speaks
from tests.streaming.signalling.test_whip_whep import (
    answered,
    media_token,
    post,
    post_offer,
    refused,
    token,
)
from tests.support.asgi import ask

pytestmark = pytest.mark.real_time


class Interpreter:
    """An interpreter with a microphone."""

    def __init__(self, chair: Chair, microphone: FakePublisher, created: HttpResponse, bearer: str) -> None:
        self.do, self.microphone = chair.do, microphone
        self.resource, self.links, self.bearer = created["Location"], created.get("Link", ""), bearer
        self.source = f"interpreter/{chair.seat.person}"
        self.participant = str(chair.seat.participant)

    async def say(self) -> None:
        await self.microphone.say(word=b"word")


async def interpreter(
    demo: str,
    peers: AsyncExitStack,
    language: str,
    key: str = "interpreter",
    kinds: tuple[str, ...] = ("audio",),
) -> Interpreter:
    """The demo's interpreter, or another seat, assigned to a channel and connected."""
    seat = await take(key)
    await in_thread(
        SessionRole.objects.create,
        session_id=int(demo), participant_id=int(seat.participant or 0), role="interpreter", language=language,
    )  # fmt: skip
    microphone = await peers.enter_async_context(FakePublisher(kinds=kinds))
    given = (await token(demo, key, action="publish", feed="booth")).json()
    created = await post(given["url"], given["token"], await microphone.offer())
    await microphone.accept(answered(created))
    return Interpreter(Chair(demo, await take(key)), microphone, created, given["token"])


async def listen(
    demo: str, peers: AsyncExitStack, slots: list[str], query: str = ""
) -> tuple[FakeListener, HttpResponse, str]:
    """A spectator who listens; the answer, and the token."""
    listener = await peers.enter_async_context(FakeListener(slots))
    given = (await token(demo, "audience", action="listen")).json()
    named = "" if slots == ["programme"] else f"slots={','.join(slots)}&"
    url = f"{given['url']}?{named}{query}"
    created = await post(url, given["token"], await listener.offer())
    await listener.accept(answered(created))
    return listener, created, given["token"]


async def choose(created: HttpResponse, bearer: str, **choice: Any) -> HttpResponse:
    return await post(created["Location"] + "/language", bearer, json.dumps(choice), "application/json")


async def test_a_listener_chooses_a_language_and_turns_the_floor_off(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr", "es"])
    fiji = await peers.enter_async_context(FakePublisher())
    await fiji.accept(answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish")))
    await speaks(chair, "fiji")
    booth = await interpreter(demo, peers, "fr")
    await booth.do(type="interpretation.go_on_duty", language="fr")
    listener, created, bearer = await listen(demo, peers, ["floor", INTERPRETATION])
    assert f'<{created["Location"]}/language>; rel="urn:balai:whep:language"' in created["Link"]

    async def talk() -> None:
        await fiji.say(word=b"fiji")
        await booth.say()

    await until(lambda: listener.heard("floor", "audio"), during=talk)
    assert listener.heard(INTERPRETATION, "audio") == []

    assert (await choose(created, bearer, language="fr", floor=False)).status_code == 204
    before = len(listener.heard("floor", "audio"))
    await until(lambda: len(listener.heard(INTERPRETATION, "audio")) > 5, during=talk)
    assert len(listener.heard("floor", "audio")) <= before + 1  # one may have been on its way

    assert (await choose(created, bearer, language="")).status_code == 204
    before = len(listener.heard(INTERPRETATION, "audio"))
    heard = len(listener.heard("floor", "audio"))
    await until(lambda: len(listener.heard("floor", "audio")) > heard + 5, during=talk)
    assert len(listener.heard(INTERPRETATION, "audio")) <= before + 1


@pytest.mark.thorough
async def test_five_hundred_who_change_their_language_at_once_all_get_it(
    demo: str, media: Media, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr", "es", "ar"])
    stage, certificate = media.relay.stage(f"session/{demo}"), RTCCertificate.generateCertificate()
    await media.gate.follow_stream(stage.name)
    listeners: dict[str, Listener] = {}
    for number in range(500):
        bearer = MediaToken(demo, "listen", "own", f"person-{number}", "1", None, None, "remote", 1 << 40)
        listener = Listener([INTERPRETATION], Origin(), certificate, SocketFactory(), PacketWriter())
        listeners[media_tokens.sign_token(bearer)[0]] = listener
        media.relay._resources[f"resource-{number}"] = _Resource(stage, listener, None)
        media.connections.add(f"resource-{number}", bearer, "127.0.0.1")

    async def change(number: int, bearer: str, language: str) -> int:
        status, *_ = await ask(
            asgi.http, "POST", f"/media/resources/resource-{number}/language",
            (b"authorization", f"Bearer {bearer}".encode()),
            body=json.dumps({"language": language}).encode(),
        )  # fmt: skip
        return int(status)

    for languages in (("fr", "es", "ar"), ("ar", "fr", "es")):
        statuses = await asyncio.gather(
            *(change(number, bearer, languages[number % 3]) for number, bearer in enumerate(listeners))
        )
        assert statuses == [204] * 500
        for number, listener in enumerate(listeners.values()):
            assert listener.tuned == {INTERPRETATION: f"language/{languages[number % 3]}"}


async def test_a_language_that_does_not_exist_or_a_resource_of_another_is_refused(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr"])
    _, created, bearer = await listen(demo, peers, ["floor", INTERPRETATION])

    refused(await choose(created, bearer, language="de"), 404, "interpretation.unknown_language")
    refused(await choose(created, media_token(demo), language="fr"), 404, "media.unknown_resource")
    for wrong in ({}, {"language": 5}, {"language": "fr", "floor": "yes"}, {"language": "fr", "more": 1}):
        refused(await choose(created, bearer, **wrong), 400, "media.language_malformed")
    given = (await token(demo, "audience", action="listen")).json()
    async with FakeListener(["programme"]) as other:
        offer = await other.offer()
        refused(
            await post(f"{given['url']}?language=de", given["token"], offer),
            404,
            "interpretation.unknown_language",
        )


async def test_a_plain_player_hears_its_language_and_falls_back_to_the_floor_by_itself(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr"])
    fiji = await peers.enter_async_context(FakePublisher())
    await fiji.accept(answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish")))
    await speaks(chair, "fiji")
    booth = await interpreter(demo, peers, "fr")
    await booth.do(type="interpretation.go_on_duty", language="fr")
    player, _, _ = await listen(demo, peers, ["programme"], "language=fr")

    async def talk() -> None:
        await fiji.say(word=b"fiji")
        await fiji.show(key=True)
        await booth.say()

    def last_word() -> bytes:
        heard = player.heard("programme", "audio")
        return heard[-1].payload[:-2] if heard else b""

    await until(lambda: last_word() == b"word", during=talk)
    await until(lambda: player.heard("programme", "video"), during=talk)
    await booth.do(type="floor.set_language", entry="3", language="fr")
    await until(lambda: last_word() == b"fiji", during=talk)
    await booth.do(type="floor.set_language", entry="3", language="en")
    await until(lambda: last_word() == b"word", during=talk)
    await booth.microphone.vanish()

    async def talk_alone() -> None:
        await fiji.say(word=b"fiji")

    await until(lambda: last_word() == b"fiji", during=talk_alone)


async def test_a_channel_has_a_source_while_its_interpreter_is_on_duty_and_connected(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr"])
    booth = await interpreter(demo, peers, "fr")
    stage = media.relay.stage(f"session/{demo}")
    await until(lambda: booth.source in stage.sources, during=booth.say)
    assert media.lines_signal(demo).languages == []

    await booth.do(type="interpretation.go_on_duty", language="fr")
    await until(lambda: stage.slots.get("language/fr") == booth.source, during=booth.say)
    assert media.lines_signal(demo).languages == ["fr"]
    assert "usedtx" not in booth.microphone.answer_sdp

    await until(lambda: media.lines_signal(demo).languages == [])  # it is silent
    await until(lambda: media.lines_signal(demo).languages == ["fr"], during=booth.say)
    await booth.do(type="interpretation.go_off_duty", language="fr")
    await until(lambda: stage.slots.get("language/fr") is None, during=booth.say)


@pytest.mark.thorough
@pytest.mark.parametrize("vanishes", ["before it accepts", "after it accepted"])
async def test_a_handover_to_a_line_that_drops_leaves_no_channel_that_seems_interpreted(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, vanishes: str
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr"])
    ana, ben = await interpreter(demo, peers, "fr"), await interpreter(demo, peers, "fr", "chile")
    await ana.do(type="interpretation.go_on_duty", language="fr")
    listener, _, _ = await listen(demo, peers, [INTERPRETATION], "language=fr")

    async def both_say() -> None:
        await ana.microphone.say(word=b"ana")
        await ben.microphone.say(word=b"ben")

    def last_word() -> bytes:
        heard = listener.heard(INTERPRETATION, "audio")
        return heard[-1].payload[:-2] if heard else b""

    await until(lambda: last_word() == b"ana", during=both_say)
    await ana.do(type="interpretation.hand_over", language="fr", to=ben.participant)
    if vanishes == "after it accepted":
        await ben.do(type="interpretation.accept_handover", language="fr")
        await until(lambda: last_word() == b"ben", during=both_say)
        await ben.microphone.vanish()
    else:
        await ben.microphone.vanish()
        await ben.do(type="interpretation.accept_handover", language="fr")

    # The channel has no source: pages raise the floor, and console and desk show the booth in red.
    stage = media.relay.stage(f"session/{demo}")
    await until(lambda: stage.slots.get("language/fr") is None, during=ana.microphone.say)
    assert media.lines_signal(demo).languages == []
    on_duty = await in_thread(lambda: LanguageChannel.objects.get(language="fr").on_duty_id)
    assert str(on_duty) == ben.participant

    await ana.do(type="interpretation.hand_over", language="fr", to=ana.participant, now=True)
    await until(lambda: media.lines_signal(demo).languages == ["fr"], during=ana.microphone.say)


async def test_a_removed_channel_is_silent_for_those_who_listen_to_it(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr"])
    booth = await interpreter(demo, peers, "fr")
    await booth.do(type="interpretation.go_on_duty", language="fr")
    listener, created, bearer = await listen(demo, peers, [INTERPRETATION], "language=fr")
    await until(lambda: listener.heard(INTERPRETATION, "audio"), during=booth.say)

    await chair.do(type="interpretation.set_channels", languages=[])
    stage = media.relay.stage(f"session/{demo}")
    await until(lambda: stage.slots.get("language/fr") is None, during=booth.say)

    refused(await choose(created, bearer, language="fr"), 404, "interpretation.unknown_language")
    assert (await choose(created, bearer, language="")).status_code == 204


async def test_interpreters_and_staff_see_the_lines_of_booths_and_how_many_listen(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr", "es"])
    booth = await interpreter(demo, peers, "fr")
    await booth.do(type="interpretation.go_on_duty", language="fr")
    await listen(demo, peers, [INTERPRETATION], "language=fr")
    await listen(demo, peers, ["programme"], "language=fr")

    def heard() -> tuple[int, bool]:
        found = media.booths_signal(demo).booths.get("fr")
        return (found.listeners, found.line is not None) if found else (0, False)

    await until(lambda: heard() == (2, True), during=booth.say)
    assert "es" not in media.booths_signal(demo).booths


async def test_a_person_without_the_role_may_not_publish_to_a_booth(demo: str, media: Media) -> None:
    refused(await token(demo, "fiji", action="publish", feed="booth"), 403, "wire.forbidden")
    listening = await token(demo, "interpreter", action="listen", feed="booth")
    assert listening.status_code == 400


async def test_the_signers_picture_goes_on_while_the_floor_changes_and_a_plain_player_knows_nothing_of_it(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_sign_channel", language="ase")
    signer = await interpreter(demo, peers, "ase", kinds=("video",))
    await signer.do(type="interpretation.go_on_duty", language="ase")
    fiji = await peers.enter_async_context(FakePublisher())
    await fiji.accept(answered(await post_offer(demo, "fiji", await fiji.offer(), action="publish")))
    viewer, created, bearer = await listen(demo, peers, ["floor", SIGN])
    player, _, _ = await listen(demo, peers, ["programme"])

    async def act() -> None:
        await signer.microphone.show(key=True)
        await fiji.say(word=b"fiji")
        await fiji.show(key=True)

    def more(of: FakeListener, slot: str, kind: str) -> Callable[[], bool]:
        seen = len(of.heard(slot, kind))
        return lambda: len(of.heard(slot, kind)) > seen + 5

    await until(more(viewer, SIGN, "video"), during=act)
    assert media.lines_signal(demo).sign
    await speaks(chair, "fiji")
    await until(more(viewer, "floor", "video"), during=act)
    await until(more(viewer, SIGN, "video"), during=act)
    sources = {packet.ssrc for packet in viewer.heard(SIGN, "video")}
    assert len(sources) == 1
    await until(more(player, "programme", "audio"), during=act)

    def seen() -> tuple[int, bool]:
        found = media.booths_signal(demo).booths.get("sign")
        return (found.listeners, found.line is not None) if found else (0, False)

    await until(lambda: seen() == (1, True), during=act)
    refused(await choose(created, bearer, language="ase"), 404, "interpretation.unknown_language")
    await signer.do(type="interpretation.go_off_duty", language="ase")
    await until(lambda: not media.lines_signal(demo).sign, during=act)
