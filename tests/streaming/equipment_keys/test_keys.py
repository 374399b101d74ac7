"""An encoder in the hall publishes with a key, and is hung up when the key is revoked."""

import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiortc import RTCSessionDescription

from foundation.accounts import seats as seat_tokens
from foundation.database import in_thread
from streaming.equipment_keys import services
from streaming.equipment_keys.models import PublisherKey
from streaming.relay import INTERPRETATION
from streaming.signalling.media import Media
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.conftest import Chair, take
from tests.streaming.signalling.test_whip_whep import answered, client, post, post_offer, refused, token

pytestmark = pytest.mark.real_time


async def asked(method: str, seat: str, session: str, key: str = "", **body: str) -> Any:
    """Call the REST endpoint of keys from a seat of the demo."""
    bearer, _ = seat_tokens.sign(await take(seat))
    path = f"/api/v1/sessions/{session}/publisher-keys" + (f"/{key}" if key else "")
    headers = {"Authorization": f"Bearer {bearer}"}
    return await getattr(client, method)(path, body, content_type="application/json", headers=headers)


async def made(session: str, label: str = "OBS") -> Any:
    # As the desk's page sends it: without a language the key is for the hall.
    answer = await asked("post", "operator", session, label=label, language="")
    assert answer.status_code == 201, answer.content
    return answer.json()


async def listed(session: str) -> list[str]:
    # Django's test client would send a GET's body as a query.
    bearer, _ = seat_tokens.sign(await take("operator"))
    headers = {"Authorization": f"Bearer {bearer}"}
    answer = await client.get(f"/api/v1/sessions/{session}/publisher-keys", headers=headers)
    return [f"{key['label']} {'used' if key['used_at'] else 'new'}" for key in answer.json()["keys"]]


async def test_an_encoder_with_a_key_publishes_the_hall_until_the_key_is_revoked(
    demo: str,
    media: Media,
    peers: AsyncExitStack,
    chair: Chair,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("streaming.signalling.access_watcher.WATCH_SECONDS", 0.1)
    key = await made(demo)
    assert await listed(demo) == ["OBS new"]
    drawn = await peers.enter_async_context(FakePublisher())
    encoder = await peers.enter_async_context(FakePublisher())
    listener = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    simulated = answered(
        await post_offer(demo, "simulated-operator", await drawn.offer(), action="publish", feed="hall")
    )
    await drawn.accept(simulated)
    await until(lambda: media.lines_signal(demo).hall, during=drawn.say)
    line = answered(await post(key["url"], key["key"], await encoder.offer()))
    await encoder.accept(line)
    await listener.accept(
        answered(await post_offer(demo, "audience", await listener.offer(), action="listen"))
    )
    await until(lambda: listener.heard("hall", "audio"), during=encoder.say)
    assert media.lines_signal(demo).hall
    await until(lambda: media.line_states_signal(demo).hall_key == key["id"])
    await until(lambda: not media.relay.has_resource(simulated.resource), during=encoder.say)
    assert await listed(demo) == ["OBS used"]

    desk = await peers.enter_async_context(FakePublisher())
    taken = await post_offer(demo, "operator", await desk.offer(), action="publish", feed="hall")
    refused(taken, 409, "media.slot_taken")

    answer = await asked("delete", "moderator", demo, key["id"])
    assert (answer.status_code, answer.json()) == (200, {"keys": []})
    await until(lambda: not media.relay.has_resource(line.resource))
    await until(lambda: media.line_states_signal(demo).hall_key is None)
    again = await post(key["url"], key["key"], await desk.offer())
    refused(again, 403, "media.key_revoked")
    hall = await post_offer(demo, "operator", await desk.offer(), action="publish", feed="hall")
    await desk.accept(answered(hall))
    await until(lambda: media.line_states_signal(demo).hall is not None)
    assert media.line_states_signal(demo).hall_key is None
    assert key["key"] not in caplog.text


async def test_an_encoder_hangs_up_only_with_its_own_key(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    own, other = await made(demo), await made(demo, "Spare")
    encoder = await peers.enter_async_context(FakePublisher())
    created = await post(own["url"], own["key"], await encoder.offer())
    assert created.status_code == 201
    for key, status in ((other, 404), (own, 200), (own, 404)):
        headers = {"Authorization": f"Bearer {key['key']}"}
        assert (await client.delete(created["Location"], headers=headers)).status_code == status


async def error(session: str) -> Any:
    """The error that the desk sees of the only key's encoder."""
    bearer, _ = seat_tokens.sign(await take("operator"))
    headers = {"Authorization": f"Bearer {bearer}"}
    answer = await client.get(f"/api/v1/sessions/{session}/publisher-keys", headers=headers)
    return answer.json()["keys"][0]["error"]


@pytest.mark.thorough
async def test_the_desk_is_told_what_keeps_an_encoder_from_sending_until_it_sends(
    demo: str, media: Media, peers: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.signalling.access_watcher.WATCH_SECONDS", 0.1)
    key = await made(demo)
    assert await error(demo) is None
    refused(await post(key["url"], key["key"], "v=0"), 400, "media.sdp_malformed")
    told = await error(demo)
    assert (told["code"], told["text"][-1]) == ("media.sdp_malformed", ".")

    encoder = await peers.enter_async_context(FakePublisher())
    other = re.sub(r"(fingerprint:\S+ )..", r"\g<1>00", await encoder.offer())
    line = answered(await post(key["url"], key["key"], other))
    description = RTCSessionDescription(line.sdp, "answer")
    await encoder.pc.setRemoteDescription(description)
    await eventually(lambda: error(demo), "media.encoder_handshake")

    absent = await peers.enter_async_context(FakePublisher())
    monkeypatch.setattr("streaming.relay.relay.CONNECT_WITHIN", 0.0)
    answered(await post(key["url"], key["key"], await absent.offer()))
    await eventually(lambda: error(demo), "media.encoder_unreachable")

    monkeypatch.setattr("streaming.relay.relay.CONNECT_WITHIN", 20.0)
    again = await peers.enter_async_context(FakePublisher())
    await again.accept(answered(await post(key["url"], key["key"], await again.offer())))
    await eventually(lambda: error(demo), None)


async def eventually(told: Callable[[], Awaitable[Any]], code: str | None) -> None:
    """Wait until the desk sees this error."""
    now: list[Any] = [await told()]

    async def look() -> None:
        now[0] = await told()

    await until(lambda: (now[0] and now[0]["code"]) == code, during=look)


async def test_a_key_publishes_only_the_hall_of_its_own_session(demo: str, media: Media) -> None:
    key = (await made(demo))["key"]
    refused(await post("/media/sessions/999/whip", key, "v=0"), 403, "media.wrong_token")
    refused(await post(f"/media/sessions/{demo}/whep", key, "v=0"), 403, "media.wrong_token")
    refused(await post("/media/check", key, "v=0"), 403, "media.wrong_token")
    refused(await post(f"/media/sessions/{demo}/whip", key + "x", "v=0"), 401, "media.key_forged")


async def test_the_booth_of_the_hall_is_heard_in_its_channel_once_it_is_switched_on(
    demo: str, media: Media, peers: AsyncExitStack, chair: Chair
) -> None:
    await chair.do(type="interpretation.set_channels", languages=["fr", "es"])
    await chair.do(type="interpretation.set_sign_channel", language="ase")
    key = (await asked("post", "moderator", demo, label="Booth 1", language="FR")).json()
    assert key["language"] == "fr"
    refused(await asked("post", "operator", demo, label="Again", language="fr"), 409, "media.booth_has_key")
    refused(await asked("post", "operator", demo, label="Wrong", language="f"), 400, "http.invalid")
    for absent in ("de", "ase"):
        refused(
            await asked("post", "operator", demo, label="Absent", language=absent),
            404,
            "interpretation.unknown_language",
        )
    booth = await peers.enter_async_context(FakePublisher(kinds=("audio",)))
    answer = answered(await post(key["url"], key["key"], await booth.offer()))
    assert "maxaveragebitrate=64000" in answer.sdp
    assert "usedtx" not in answer.sdp
    await booth.accept(answer)
    listener = await peers.enter_async_context(FakeListener([INTERPRETATION]))
    given = (await token(demo, "audience", action="listen")).json()
    url = f"{given['url']}?slots={INTERPRETATION}&language=fr"
    await listener.accept(answered(await post(url, given["token"], await listener.offer())))
    for _ in range(5):
        await booth.say()
    assert listener.packets == []

    operator = Chair(demo, await take("operator"))
    await operator.do(type="interpretation.put_hall_on_duty", language="fr")
    await until(lambda: listener.heard(INTERPRETATION, "audio"), during=booth.say)
    assert media.lines_signal(demo).languages == ["fr"]
    assert not media.lines_signal(demo).hall
    await operator.do(type="interpretation.take_hall_off_duty", language="fr")
    await until(lambda: media.lines_signal(demo).languages == [], during=booth.say)

    await operator.do(type="interpretation.put_hall_on_duty", language="fr")
    await until(lambda: media.lines_signal(demo).languages == ["fr"], during=booth.say)
    assert (await asked("delete", "operator", demo, key["id"])).status_code == 200
    await until(lambda: media.lines_signal(demo).languages == [], during=booth.say)


@pytest.mark.parametrize("seat", ["fiji", "audience", "hall-screen"])
async def test_keys_are_for_those_who_run_the_hall(demo: str, seat: str) -> None:
    refused(await asked("post", seat, demo, label="OBS"), 403, "wire.forbidden")
    assert await in_thread(PublisherKey.objects.count) == 0


async def test_a_key_is_kept_as_its_digest_and_has_a_name(demo: str) -> None:
    key = await made(demo)
    row = await in_thread(PublisherKey.objects.get)
    assert (key["key"].startswith(services.PREFIX), len(row.digest)) == (True, 64)
    assert key["key"] not in {str(value) for value in row.__dict__.values()}
    refused(await asked("post", "operator", demo, label=""), 400, "http.invalid")
    refused(
        await asked("delete", "operator", demo, "00000000-0000-4000-8000-000000000000"),
        404,
        "media.unknown_key",
    )


async def test_a_session_has_at_most_twelve_keys(demo: str) -> None:
    for number in range(services.MAX_KEYS):
        await made(demo, f"Encoder {number}")
    refused(await asked("post", "operator", demo, label="One more"), 409, "media.too_many_keys")
