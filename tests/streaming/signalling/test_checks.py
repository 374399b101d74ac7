"""The endpoint of the technical check: packets are counted and not forwarded, and it ends by itself."""

from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from typing import Any

import pytest
from django.test import AsyncClient

from foundation.accounts import seats as seat_tokens
from foundation.refusals import Refusal
from sessions.models import Session
from streaming.relay.extensions import AUDIO_LEVEL
from streaming.signalling import access_watcher, media_tokens, resources
from streaming.signalling.media import Media
from streaming.signalling.media_tokens import MediaToken
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.conftest import take
from tests.streaming.signalling.test_whip_whep import answered, post, post_offer, refused

pytestmark = pytest.mark.real_time


client = AsyncClient()
VOICE = bytes.fromhex("bede0001") + bytes((0x10, 0x80 | 30, 0, 0))
"""A header extension: the audio level −30 dBov (RFC 6464) under the id 1."""


async def check_token(key: str) -> Any:
    """The answer of the check-token endpoint to a seat of the demo."""
    bearer, _ = seat_tokens.sign(await take(key))
    return await client.post("/api/v1/check-token", headers={"Authorization": f"Bearer {bearer}"})


async def begin(peers: AsyncExitStack, key: str) -> tuple[FakePublisher, str, str]:
    """Publish to the check's endpoint from a seat; returns the publisher, its token, and the URL of the result."""
    publisher, given = await peers.enter_async_context(FakePublisher()), (await check_token(key)).json()
    answer = answered(await post(given["url"], given["token"], await publisher.offer()))
    await publisher.accept(answer)
    return publisher, given["token"], answer.resource


async def result(token: str, resource: str) -> Any:
    return await client.get(f"/media/check/{resource}", headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
async def days_ahead(demo: str) -> None:
    """No session is open yet."""
    await Session.objects.all().aupdate(state="scheduled")


async def test_a_check_counts_packets_before_any_session_is_open(
    days_ahead: None, media: Media, peers: AsyncExitStack
) -> None:
    publisher, token, resource = await begin(peers, "fiji")
    for number in range(20):
        await publisher.say(skip=number == 7)
    source = next(iter(media.relay.stage(f"check/{(await take('fiji')).conference}").sources.values()))
    await until(lambda: source.stats().packets == 19)
    body = (await result(token, resource)).json()
    assert (body["connected"], body["audio_packets"], body["video_packets"]) == (True, 19, 0)
    assert body["loss"] == pytest.approx(1 / 20)


async def test_a_check_hears_a_voice_by_its_audio_level(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    publisher, token, resource = await begin(peers, "fiji")
    assert (await result(token, resource)).json()["heard"] is False
    source = next(iter(media.relay.stage(f"check/{(await take('fiji')).conference}").sources.values()))
    source._extensions[AUDIO_LEVEL] = 1  # type: ignore[attr-defined]  # aiortc offers no level of its own
    await until(lambda: source.heard_at is not None, during=lambda: publisher.say(extension=VOICE))
    body = (await result(token, resource)).json()
    assert (body["heard"], body["level_dbov"]) == (True, -30)


async def test_a_check_is_forwarded_to_nobody(demo: str, media: Media, peers: AsyncExitStack) -> None:
    listener = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    await listener.accept(
        answered(await post_offer(demo, "audience", await listener.offer(), action="listen"))
    )
    publisher, token, resource = await begin(peers, "fiji")
    for _ in range(20):
        await publisher.say()
    await until(
        lambda: (
            media.resources.check_stats(media_tokens.read_token(f"Bearer {token}"), resource).audio_packets
            == 20
        )
    )
    stage = media.relay.stage(f"check/{(await take('fiji')).conference}")
    assert (dict(stage.slots), stage.listeners, listener.packets) == ({}, frozenset(), [])
    assert media.lines_signal(demo).publishing == []


async def test_a_check_ends_by_itself(
    demo: str, media: Media, peers: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "CHECK_SECONDS", 0.0)
    _, token, resource = await begin(peers, "fiji")
    await until(lambda: not media.relay.has_resource(resource))
    refused(await result(token, resource), 404, "media.unknown_resource")


async def test_a_check_that_leaves_while_another_is_ended_does_not_stop_the_watcher(
    demo: str, media: Media, peers: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_watcher, "WATCH_SECONDS", 0.05)
    begun = [await begin(peers, key) for key in ("fiji", "chile")]
    tokens = {resource: token for _, token, resource in begun}
    hang_up = media.relay.hang_up

    async def meanwhile(resource: str) -> bool:
        monkeypatch.setattr(media.relay, "hang_up", hang_up)
        for other in tokens.keys() - {resource}:
            with suppress(Refusal):
                await media.resources.hang_up(media_tokens.read_token(f"Bearer {tokens[other]}"), other)
        return await hang_up(resource)

    monkeypatch.setattr(media.relay, "hang_up", meanwhile)
    run_out(media, *tokens)
    await until(lambda: not any(map(media.relay.has_resource, tokens)))
    _, _, later = await begin(peers, "japan")
    run_out(media, later)
    await until(lambda: not media.relay.has_resource(later))


def run_out(media: Media, *resources: str) -> None:
    """Let the time of these checks run out."""
    for resource in resources:
        media.connections._known[resource] = replace(media.connections._known[resource], until=1.0)


async def test_one_person_tests_once_and_a_few_at_a_time(
    demo: str, media: Media, peers: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "MAX_CHECKS", 1)
    await begin(peers, "fiji")
    await begin(peers, "fiji")
    stage = media.relay.stage(f"check/{(await take('fiji')).conference}")
    assert len(stage.sources) == 1
    publisher, given = await peers.enter_async_context(FakePublisher()), (await check_token("chile")).json()
    refused(await post(given["url"], given["token"], await publisher.offer()), 503, "media.checks_full")


async def test_a_person_in_the_hall_may_check_a_microphone_too(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    _, token, resource = await begin(peers, "japan")
    assert (await result(token, resource)).json()["connected"] is True


@pytest.mark.parametrize("key", ["audience", "hall-screen"])
async def test_the_audience_checks_no_microphone(demo: str, key: str) -> None:
    refused(await check_token(key), 403, "wire.forbidden")


async def test_without_a_seat_there_is_no_token(demo: str) -> None:
    refused(await client.post("/api/v1/check-token"), 401, "seat.missing")


async def test_a_check_token_opens_no_other_endpoint_and_others_do_not_open_the_check(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    given = (await check_token("fiji")).json()
    for endpoint in ("whip", "whep?slots=floor"):
        refused(
            await post(f"/media/sessions/{demo}/{endpoint}", given["token"], "v=0"), 403, "media.wrong_token"
        )
    speaks = media_tokens.sign_token(
        MediaToken(demo, "publish", "own", "ana", "1", "7", "6", "remote", 2**31)
    )[0]
    refused(await post("/media/check", speaks, "v=0"), 403, "media.wrong_token")
    _, _, resource = await begin(peers, "fiji")
    refused(await result(speaks, resource), 404, "media.unknown_resource")
