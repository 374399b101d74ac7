"""Endpoints accept only bearers: no cookie, and nothing in a URL (RFC 9725)."""

from contextlib import AsyncExitStack

import pytest
from django.test import AsyncClient

from foundation.accounts.models import User
from foundation.database import in_thread
from streaming.signalling.media import Media
from tests.streaming.relay.peers import FakePublisher
from tests.streaming.signalling.test_whip_whep import client, media_token, post_offer, refused

pytestmark = pytest.mark.real_time


async def test_a_cookie_opens_no_endpoint_and_none_is_set(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    root = await in_thread(lambda: User.objects.create_superuser("root@example.org", "a long secret"))
    signed_in = AsyncClient()
    await signed_in.aforce_login(root)
    publisher = await peers.enter_async_context(FakePublisher())
    offer = await publisher.offer()
    for endpoint in (f"sessions/{demo}/whip", f"sessions/{demo}/whep", "check"):
        answer = await signed_in.post(f"/media/{endpoint}", offer, content_type="application/sdp")
        refused(answer, 401, "media.token_missing")
        assert not answer.cookies
    for endpoint in (f"sessions/{demo}/whip?token=", f"sessions/{demo}/whip?access_token="):
        answer = await client.post(
            f"/media/{endpoint}{media_token(demo)}", offer, content_type="application/sdp"
        )
        refused(answer, 401, "media.token_missing")
    created = await post_offer(demo, "fiji", offer, action="publish")
    assert (created.status_code, created.cookies) == (201, {})
