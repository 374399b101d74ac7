"""An interpreter who speaks to the moderator and the operator: heard by them, and by nobody else."""

import json
from contextlib import AsyncExitStack
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse

from foundation.refusals import Refusal
from streaming.relay import INTERPRETATION, TALKBACK
from streaming.session_recordings.recording_supervisor import LEFT_OUT
from streaming.signalling import disconnect_detector
from streaming.signalling.media import Media
from streaming.signalling.slot_assignment import FloorSnapshot
from streaming.signalling.talkback import Talk, Talkback
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.conftest import Chair
from tests.streaming.signalling.test_languages import Interpreter, interpreter, listen
from tests.streaming.signalling.test_whip_whep import answered, post, post_offer, refused, token
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.real_time

ON_DUTY = FloorSnapshot(speaking=False, booths=(("fr", "ana"), ("es", "")))
OFF_DUTY = FloorSnapshot(speaking=False, booths=(("fr", ""), ("es", "")))
NO_CHANNELS = FloorSnapshot(speaking=False)


class Relay:
    """The publications of a relay, all of one stage."""

    def __init__(self) -> None:
        self.sources: dict[str, Any] = {}
        self.on_stage: dict[str, Any] = {}

    def connect(self, resource: str, source: str, state: str = "connected") -> None:
        self.sources[resource] = SimpleNamespace(id=source, state=state)
        if state == "connected":
            self.on_stage[source] = self.sources[resource]

    def source(self, resource: str) -> Any:
        return self.sources.get(resource)

    def stage(self, name: str) -> Any:
        return SimpleNamespace(sources=self.on_stage)


def talk_of(person: str, resource: str = "1", language: str = "fr") -> Talk:
    return Talk(resource, f"interpreter/{person}", person, f"participant-{person}", language)


@pytest.fixture
def relay() -> Relay:
    relay = Relay()
    relay.connect("1", "interpreter/ana")
    relay.connect("2", "interpreter/ben")
    return relay


@pytest.fixture
def talkback(relay: Relay) -> Talkback:
    return Talkback(relay)  # type: ignore[arg-type]


def test_one_booth_talks_at_a_time_and_the_refusal_says_which(talkback: Talkback) -> None:
    talkback.begin("session/2", talk_of("ana"), ON_DUTY)
    with pytest.raises(Refusal, match="Français speaks") as refusal:
        talkback.begin("session/2", talk_of("ben", "2", "es"), ON_DUTY)
    assert refusal.value.code == "media.talkback_busy"
    talkback.begin("session/3", talk_of("ben", "2", "es"), ON_DUTY)
    talkback.end("session/2", "2")
    assert talkback.known("session/2") is not None
    talkback.end("session/2", "1")
    talkback.begin("session/2", talk_of("ben", "2", "es"), ON_DUTY)
    assert (talkback.known("session/2") or talk_of("nobody")).person == "ben"


def test_a_talk_ends_with_the_duty_and_a_partner_talks_without_one(talkback: Talkback) -> None:
    talkback.begin("session/2", talk_of("ana"), ON_DUTY)
    assert talkback.current("session/2", ON_DUTY)
    assert talkback.current("session/2", OFF_DUTY) is None
    assert talkback.current("session/2", ON_DUTY) is None

    talkback.begin("session/2", talk_of("ben", "2"), ON_DUTY)
    assert talkback.current("session/2", OFF_DUTY)
    assert talkback.current("session/2", NO_CHANNELS) is None


def test_a_talk_ends_with_its_connection_and_not_with_the_one_that_it_replaces(
    talkback: Talkback, relay: Relay
) -> None:
    talkback.begin("session/2", talk_of("ana"), ON_DUTY)
    relay.connect("3", "interpreter/ana", "connecting")
    talkback.begin("session/2", talk_of("ana", "3"), ON_DUTY)
    assert talkback.current("session/2", ON_DUTY)
    relay.connect("3", "interpreter/ana")
    assert talkback.current("session/2", ON_DUTY)
    relay.connect("4", "interpreter/ana")
    assert talkback.current("session/2", ON_DUTY) is None

    talkback.begin("session/2", talk_of("ana", "4"), ON_DUTY)
    del relay.sources["4"]
    assert talkback.current("session/2", ON_DUTY) is None


async def talk(booth: Interpreter, on: bool = True, language: str = "fr") -> HttpResponse:
    return await ask(booth, {"on": on, "language": language}, booth.bearer)


async def ask(booth: Interpreter, body: Any, bearer: str) -> HttpResponse:
    return await post(booth.resource + "/talkback", bearer, json.dumps(body), "application/json")


async def staff(demo: str, peers: AsyncExitStack, key: str) -> FakeListener:
    """The moderator or the operator, who hears the booths that speak to them."""
    listener = await peers.enter_async_context(FakeListener([TALKBACK]))
    given = (await token(demo, key, action="listen", feed="talkback")).json()
    url = f"{given['url']}?slots={TALKBACK}"
    await listener.accept(answered(await post(url, given["token"], await listener.offer())))
    return listener


async def test_a_booth_that_talks_is_heard_by_the_staff_and_by_no_listener(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Between two packets a busy machine may do other things for long.
    monkeypatch.setattr(disconnect_detector, "BOOTH_SILENT_SECONDS", PATIENCE)
    await chair.do(type="interpretation.set_channels", languages=["fr", "es"])
    booth = await interpreter(demo, peers, "fr")
    await booth.do(type="interpretation.go_on_duty", language="fr")
    listener, _, _ = await listen(demo, peers, [INTERPRETATION], "language=fr")
    player, _, _ = await listen(demo, peers, ["programme"], "language=fr")
    moderator, operator = await staff(demo, peers, "moderator"), await staff(demo, peers, "operator")
    assert "urn:balai:whip:talkback" in booth.links

    def heard() -> list[int]:
        slots = (
            (listener, INTERPRETATION),
            (player, "programme"),
            (moderator, TALKBACK),
            (operator, TALKBACK),
        )
        return [len(of.heard(slot, "audio")) for of, slot in slots]

    await until(lambda: min(heard()[:2]) > 5, during=booth.say)
    assert heard()[2:] == [0, 0]
    await until(lambda: media.talkback_signal(demo).listeners == 2)

    assert (await talk(booth)).status_code == 204
    before = heard()
    await until(lambda: min(heard()[2:]) > 5, during=booth.say)
    assert all(now <= was + 1 for now, was in zip(heard()[:2], before[:2], strict=True))  # one was on its way
    told = media.talkback_signal(demo)
    assert (told.language, told.participant) == ("fr", booth.participant)
    assert media.lines_signal(demo).languages == []
    assert media._heard_languages(f"session/{demo}") == ["fr"]  # the clock does not stop

    assert (await talk(booth, False)).status_code == 204
    before = heard()
    await until(lambda: heard()[0] > before[0] + 5, during=booth.say)
    assert all(now <= was + 1 for now, was in zip(heard()[2:], before[2:], strict=True))
    assert media.talkback_signal(demo).language == ""

    # A booth that works into another channel is missed there neither.
    await booth.do(type="interpretation.choose_outgoing", language="fr", outgoing="es")
    await until(lambda: media.lines_signal(demo).languages == ["es"], during=booth.say)
    assert (await talk(booth)).status_code == 204
    assert media._heard_languages(f"session/{demo}") == ["es"]

    monkeypatch.setattr(disconnect_detector, "BOOTH_SILENT_SECONDS", 0.5)
    # A booth that sends nothing would not be heard in its channel either.
    await until(lambda: media.relay.stage(f"session/{demo}").slots.get(TALKBACK) is None)
    assert media._heard_languages(f"session/{demo}") == []


async def test_a_talk_ends_when_the_interpreter_goes_off_duty_or_disconnects(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr"])
    ana, ben = await interpreter(demo, peers, "fr"), await interpreter(demo, peers, "fr", "chile")
    slots = media.relay.stage(f"session/{demo}").slots
    await ana.do(type="interpretation.go_on_duty", language="fr")
    await until(lambda: slots.get("language/fr") == ana.source, during=ana.say)
    assert (await talk(ana)).status_code == 204
    assert (slots[TALKBACK], slots["language/fr"]) == (ana.source, None)
    refused(await talk(ben), 409, "media.talkback_busy")

    await ana.do(type="interpretation.hand_over", language="fr", to=ben.participant, now=True)
    await until(lambda: slots.get("language/fr") == ben.source, during=ben.say)
    await until(lambda: slots.get(TALKBACK) is None, during=ben.say)

    # The colleague who is not on duty talks while the one on duty interprets.
    assert (await talk(ana)).status_code == 204
    await until(lambda: slots.get(TALKBACK) == ana.source, during=ana.say)
    await until(lambda: slots.get("language/fr") == ben.source, during=ben.say)
    await ana.microphone.vanish()
    await until(lambda: media.talkback_signal(demo).participant == "", during=ben.say)
    assert (await talk(ben)).status_code in (204, 409)


async def test_only_the_microphone_of_an_assigned_interpreter_talks(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr", "es"])
    await chair.do(type="interpretation.set_sign_channel", language="ase")
    booth = await interpreter(demo, peers, "fr")
    refused(await talk(booth, language="es"), 403, "interpretation.not_assigned")
    refused(await talk(booth, language="de"), 404, "interpretation.unknown_language")
    refused(await talk(booth, language="ase"), 404, "interpretation.unknown_language")
    for wrong in ({}, {"on": 1, "language": "fr"}, {"on": True}, {"on": True, "language": "fr", "more": 1}):
        refused(await ask(booth, wrong, booth.bearer), 400, "media.talkback_malformed")

    camera = await interpreter(demo, peers, "fr", "chile", kinds=("video",))
    refused(await talk(camera), 409, "media.talkback_silent")

    fiji = await peers.enter_async_context(FakePublisher())
    given = (await token(demo, "fiji", action="publish")).json()
    created = await post(given["url"], given["token"], await fiji.offer())
    await fiji.accept(answered(created))
    own = Interpreter(chair, fiji, created, given["token"])
    refused(await talk(own), 403, "media.wrong_token")
    refused(await ask(booth, {"on": True, "language": "fr"}, own.bearer), 404, "media.unknown_resource")
    assert media.talkback_signal(demo).participant == ""


async def test_nobody_else_hears_the_slot(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    for key in ("audience", "fiji", "interpreter"):
        refused(await token(demo, key, action="listen", feed="talkback"), 403, "wire.forbidden")
    async with FakeListener([TALKBACK]) as listener:
        offer = await listener.offer()
        for key in ("audience", "operator"):
            given = (await token(demo, key, action="listen")).json()
            refused(
                await post(f"{given['url']}?slots={TALKBACK}", given["token"], offer),
                403,
                "media.wrong_token",
            )
        given = (await token(demo, "operator", action="listen", feed="talkback")).json()
        refused(await post(f"{given['url']}?slots=floor", given["token"], offer), 400, "media.unknown_slot")
    published = await token(demo, "operator", action="publish", feed="talkback")
    assert published.status_code == 400
    refused(await post_offer(demo, "audience", offer, action="listen"), 400, "media.slots_mismatch")


def test_a_recording_leaves_it_out() -> None:
    assert TALKBACK in LEFT_OUT
