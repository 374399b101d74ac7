"""WHIP and WHEP for each seat and each access policy, with a media token of before the policy was changed."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import AsyncClient

from foundation.database import in_thread
from sessions.access import services as access
from sessions.models import Session
from streaming.signalling import media_tokens
from streaming.signalling.media import Media
from tests.sessions.access.test_entry_points import ACCESS, ENTERS, seat_named
from tests.streaming.signalling.conftest import camera_token
from tests.support.assembly import Assembly

pytestmark = pytest.mark.real_time

ENDPOINTS = {
    "camera": ("whip", "publish", "own"),
    "session": ("whep", "listen", "own"),
    "voices of booths": ("whep", "listen", "talkback"),
}
"""What is asked for: the endpoint, and the action and feed of the token."""


def token_of(hall: Assembly, name: str, action: Any, feed: Any) -> str:
    """A media token of a seat, signed."""
    seat, session = seat_named(hall, name), str(hall.session.pk)
    unsigned = camera_token(session, seat)
    return media_tokens.sign_token(
        replace(unsigned, action=action, feed=feed, clearance=access.clearance(seat, session))
    )[0]


async def enters(address: str, token: str) -> bool:
    """Whether a request comes so far that its missing offer is refused."""
    answer = await AsyncClient().post(address, headers={"Authorization": f"Bearer {token}"})
    code = answer.json()["code"]
    assert code in ("media.withdrawn", "media.not_sdp"), code
    return bool(code == "media.not_sdp")


@pytest.mark.parametrize("wanted", ENDPOINTS)
async def test_who_may_send_and_hear(media: Media, wanted: str) -> None:
    hall = await in_thread(Assembly)
    endpoint, action, feed = ENDPOINTS[wanted]
    address = f"/media/sessions/{hall.session.pk}/{endpoint}"
    tokens = {name: await in_thread(token_of, hall, name, action, feed) for name in ENTERS}
    entered: dict[str, set[str]] = {name: set() for name in ENTERS}
    for policy in ACCESS:
        await in_thread(Session.objects.filter(pk=hall.session.pk).update, access=policy)
        for name, token in tokens.items():
            if await enters(address, token):
                entered[name].add(policy)
    assert entered == ENTERS
