"""How fast one person may open connections."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from foundation.refusals import Refusal
from streaming.signalling import negotiations, whip_whep
from streaming.signalling.media import Media
from streaming.signalling.offer_throttle import AT_ONCE, OfferThrottle
from tests.streaming.relay.peers import FakeListener
from tests.streaming.signalling.test_whip_whep import answered, client, media_token, post, refused

pytestmark = pytest.mark.real_time


def opened(at: OfferThrottle, person: str, address: str = "hall") -> int:
    """How many connections a person can open at this moment from an address."""
    for number in range(100):
        try:
            at.check(person, address)
        except Refusal:
            return number
    return 100


def test_a_person_opens_some_at_once_and_then_one_a_second() -> None:
    now = 100.0
    of = OfferThrottle(600, lambda: now)
    assert (opened(of, "ana"), opened(of, "ben")) == (AT_ONCE, AT_ONCE)
    now += 3
    assert (opened(of, "ana"), opened(of, "ana")) == (3, 0)


def test_all_persons_of_an_address_share_its_limit() -> None:
    now = 100.0
    of = OfferThrottle(60, lambda: now)
    assert [opened(of, person) for person in ("ana", "ben", "cara", "dora")] == [20, 20, 20, 0]
    assert opened(of, "dora", "elsewhere") == 19
    now += 2
    assert opened(of, "eli") == 2


def test_a_throttled_person_costs_its_address_nothing() -> None:
    of = OfferThrottle(40, lambda: 100.0)
    assert [opened(of, "ana") for _ in range(50)] == [20, *[0] * 49]
    assert opened(of, "ben") == 20


def test_a_refusal_says_when_to_retry() -> None:
    of = OfferThrottle(20, lambda: 100.0)
    opened(of, "ana")
    with pytest.raises(Refusal) as refused:
        of.check("ana", "hall")
    assert refused.value.retry_after == 1
    with pytest.raises(Refusal) as refused:
        of.check("ben", "hall")
    assert refused.value.retry_after == 3


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer throttled requests without the delay."""
    monkeypatch.setattr(whip_whep, "DELAY_SECONDS", 0.0)


@pytest.mark.usefixtures("at_once")
async def test_an_endpoint_says_when_to_retry(demo: str, media: Media) -> None:
    media.resources.throttle = OfferThrottle(600, lambda: 100.0)
    endpoint = f"/media/sessions/{demo}/whep?slots=floor"
    bearer = media_token(demo, action="listen")
    for _ in range(int(AT_ONCE)):
        refused(await post(endpoint, bearer, "v=0"), 400, "media.slots_mismatch")
    throttled = await post(endpoint, bearer, "v=0")
    refused(throttled, 429, "media.throttled")
    assert throttled["Retry-After"] == "1"
    refused(
        await post(endpoint, media_token(demo, action="listen", person="else"), "v=0"),
        400,
        "media.slots_mismatch",
    )


@pytest.mark.usefixtures("at_once")
async def test_all_guests_of_an_address_share_its_limit(demo: str, media: Media) -> None:
    media.resources.throttle = OfferThrottle(3)
    endpoint = f"/media/sessions/{demo}/whep?slots=floor"
    for number in range(3):
        bearer = media_token(demo, action="listen", person=f"guest-{number}")
        refused(await post(endpoint, bearer, "v=0"), 400, "media.slots_mismatch")
    throttled = await post(endpoint, media_token(demo, action="listen", person="guest-4"), "v=0")
    refused(throttled, 429, "media.throttled")
    assert throttled["Retry-After"] == "20"


async def test_only_a_throttled_person_waits_for_the_answer(
    demo: str, media: Media, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = asyncio.Event()
    monkeypatch.setattr(whip_whep, "_delay_answer", go_on.wait)
    endpoint = f"/media/sessions/{demo}/whep?slots=floor"
    media.resources.throttle = OfferThrottle(1)
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
