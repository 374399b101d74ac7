"""Invalid and mutated offers are answered at the endpoints with a problem, and leave nothing open."""

from contextlib import AsyncExitStack

import pytest

from streaming.signalling.media import Media
from tests.streaming.relay.mutations import Mutator
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.streaming.signalling.test_whip_whep import FRAGMENT, client, media_token, post
from tests.support.tier import THOROUGH

pytestmark = pytest.mark.real_time


OFFERS = 120 if THOROUGH else 40


@pytest.mark.parametrize(("endpoint", "action"), [("whip", "publish"), ("whep?slots=floor,chair", "listen")])
async def test_a_mutated_offer_is_refused_with_a_problem_or_answered(
    demo: str, media: Media, peers: AsyncExitStack, endpoint: str, action: str
) -> None:
    peer = await peers.enter_async_context(
        FakePublisher() if action == "publish" else FakeListener(["floor", "chair"])
    )
    offer, mutator, codes = await peer.offer(), Mutator(1), set()
    for number in range(OFFERS):
        # Each from another person, because one person would be throttled.
        bearer = media_token(demo, action=action, person=f"p{number}", participant=str(number + 100))
        response = await post(f"/media/sessions/{demo}/{endpoint}", bearer, mutator.text(offer))
        if response.status_code == 201:
            gone = await client.delete(response["Location"], headers={"Authorization": f"Bearer {bearer}"})
            assert gone.status_code == 200
            codes.add("answered")
            continue
        assert 400 <= response.status_code < 500, response.content
        assert response["Content-Type"] == "application/problem+json"
        codes.add(response.json()["code"])  # type: ignore[attr-defined]

    assert codes >= {"answered", "media.sdp_malformed", "media.no_common_codec"}
    assert "media.throttled" not in codes
    stage = media.relay.stage(f"session/{demo}")
    await until(lambda: not stage.sources and not stage.listeners)


async def test_a_mutated_fragment_is_refused_with_a_problem_or_taken(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    publisher, mutator, bearer = (
        await peers.enter_async_context(FakePublisher()),
        Mutator(2),
        media_token(demo),
    )
    created = await post(f"/media/sessions/{demo}/whip", bearer, await publisher.offer())
    fragment = "a=mid:0\r\na=candidate:1 1 udp 2122260223 127.0.0.1 40000 typ host\r\na=end-of-candidates\r\n"
    statuses = set()
    for _ in range(OFFERS):
        response = await client.patch(
            created["Location"],
            mutator.text(fragment),
            FRAGMENT,
            headers={"Authorization": f"Bearer {bearer}", "If-Match": created["ETag"]},
        )
        statuses.add(response.status_code)
    assert 204 in statuses
    assert all(200 <= status < 500 for status in statuses)
