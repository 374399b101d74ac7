"""How fast connections may be opened."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from pytest_django import Settings

from foundation import limits
from streaming.signalling import negotiations, whip_whep
from streaming.signalling.media import Media
from tests.streaming.relay.peers import FakeListener
from tests.streaming.signalling.test_whip_whep import answered, client, media_token, post, refused

pytestmark = pytest.mark.real_time


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer throttled requests without the delay."""
    monkeypatch.setattr(whip_whep, "DELAY_SECONDS", 0.0)


@pytest.mark.usefixtures("at_once")
async def test_an_endpoint_says_when_to_retry(
    demo: str, media: Media, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_OFFERS_OF_AN_ADDRESS = 21
    monkeypatch.setattr(limits, "monotonic", lambda: 100.0)
    endpoint = f"/media/sessions/{demo}/whep?slots=floor"
    bearer = media_token(demo, action="listen")
    for _ in range(20):
        refused(await post(endpoint, bearer, "v=0"), 400, "media.slots_mismatch")
    throttled = await post(endpoint, bearer, "v=0")
    refused(throttled, 429, "media.throttled")
    assert throttled["Retry-After"] == "1"
    # The throttled offer did not count for the address.
    refused(
        await post(endpoint, media_token(demo, action="listen", person="else"), "v=0"),
        400,
        "media.slots_mismatch",
    )


@pytest.mark.usefixtures("at_once")
async def test_all_guests_of_an_address_share_its_limit(demo: str, media: Media, settings: Settings) -> None:
    settings.MEDIA_OFFERS_OF_AN_ADDRESS = 3
    endpoint = f"/media/sessions/{demo}/whep?slots=floor"
    for number in range(3):
        bearer = media_token(demo, action="listen", person=f"guest-{number}")
        refused(await post(endpoint, bearer, "v=0"), 400, "media.slots_mismatch")
    throttled = await post(endpoint, media_token(demo, action="listen", person="guest-4"), "v=0")
    refused(throttled, 429, "media.throttled")
    assert throttled["Retry-After"] == "20"


async def test_only_a_throttled_person_waits_for_the_answer(
    demo: str, media: Media, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    go_on = asyncio.Event()
    monkeypatch.setattr(whip_whep, "_delay_answer", go_on.wait)
    endpoint = f"/media/sessions/{demo}/whep?slots=floor"
    settings.MEDIA_OFFERS_OF_AN_ADDRESS = 1
    bearer = media_token(demo, action="listen")
    refused(await post(endpoint, bearer, "v=0"), 400, "media.slots_mismatch")
    late = asyncio.create_task(post(endpoint, bearer, "v=0"))
    assert (await client.get("/media/health")).status_code == 200
    assert not late.done()
    go_on.set()
    refused(await late, 429, "media.throttled")


@pytest.mark.usefixtures("at_once")
async def test_an_endpoint_says_when_to_retry_if_too_many_wait(
    demo: str, media: Media, peers: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(negotiations, "MAX_WAITING", 0)
    listener = await peers.enter_async_context(FakeListener(["floor"]))
    offer, bearer = await listener.offer(), media_token(demo, action="listen")
    async with media.resources.negotiations.turn("elsewhere"):
        busy = await post(f"/media/sessions/{demo}/whep?slots=floor", bearer, offer)
    refused(busy, 503, "media.busy")
    assert busy["Retry-After"] == "5"
    answered(await post(f"/media/sessions/{demo}/whep?slots=floor", bearer, offer))
