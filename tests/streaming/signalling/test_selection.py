"""The endpoint for the sizes of a page's pictures, which answers those that the line is too slow for."""

import json
from contextlib import AsyncExitStack
from typing import Any

import pytest

from streaming.signalling.media import Media
from tests.streaming.relay.peers import FakeListener
from tests.streaming.signalling.test_whip_whep import media_token, post, refused, token

pytestmark = pytest.mark.real_time


async def test_a_listener_sends_its_picture_sizes_and_learns_which_are_off(
    demo: str, media: Media, peers: AsyncExitStack
) -> None:
    viewer = await peers.enter_async_context(FakeListener(["floor", "chair", "hall"]))
    given = (await token(demo, "audience", action="listen")).json()
    own = given["token"]
    created = await post(given["url"] + "?slots=floor,chair,hall", own, await viewer.offer())
    address = created["Location"] + "/layers"
    assert f'<{address}>; rel="urn:ietf:params:whep:ext:core:layer"' in created["Link"]
    (listener,) = media.relay.stage(f"session/{demo}").listeners
    pictures = [sender for sender in listener.senders if sender.kind == "video"]
    floor, chair, _ = (sender.mid for sender in pictures)

    async def tell(body: object, bearer: str = own) -> Any:
        return await post(address, bearer, json.dumps(body), "application/json")

    assert (await tell({"mediaId": floor, "maxHeight": 360})).json() == {"slow": []}
    several = [{"mediaId": floor, "maxHeight": 0}, {"mediaId": chair}, {"mediaId": "unknown", "maxHeight": 1}]
    assert (await tell(several)).status_code == 200
    assert [sender.shown for sender in pictures] == [0, None, None]
    for wrong in ("high", {"mediaId": floor, "maxHeight": -1}, [{"mediaId": floor}] * 65):
        refused(await tell(wrong), 400, "media.layers_malformed")
    refused(await tell({"mediaId": floor}, bearer=media_token(demo)), 404, "media.unknown_resource")
