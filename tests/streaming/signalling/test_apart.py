"""Two relays and a web process for real: listeners and speakers follow a session from relay to relay."""

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import AsyncExitStack
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError

import httpx
import pytest

from streaming.relay import Answer
from tests.streaming.relay.peers import FakeListener, FakePublisher, until
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared
from tests.support.relays import SplitHall
from tests.support.tab import Tab

SDP = "application/sdp"
WAITED = 3
"""Packets that are sent to a suspended relay."""
Peer = FakePublisher | FakeListener

pytestmark = pytest.mark.real_time


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SplitHall]:
    processes = SplitHall(prepared(tmp_path_factory.mktemp("apart") / "data", PROCESS_TYPE="web"))
    try:
        processes.start()
        yield processes
    finally:
        processes.stop()


@pytest.fixture(autouse=True)
def on_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aioice.ice.get_host_addresses", lambda use_ipv4, use_ipv6: ["127.0.0.1"])


class Line:
    """A page's steps: gets a token, uses its endpoint, and connects again if the relay changes."""

    def __init__(self, apart: SplitHall, seat: str, peer: type[Peer], stack: AsyncExitStack) -> None:
        self.apart, self.seat, self._peer, self._stack = apart, seat, peer, stack
        self.given: dict[str, Any] = {}
        self.resource = ""

    async def ask(self) -> dict[str, Any]:
        """Ask for a token and its endpoint; again while no relay is known to live, as a page does."""
        action = "publish" if self._peer is FakePublisher else "listen"
        url = f"/api/v1/sessions/{self.apart.web.session()}/media-token"
        given: dict[str, Any] = {}

        async def look() -> None:
            nonlocal given
            try:
                given = await asyncio.to_thread(self.apart.web.post, url, {"action": action}, self.seat)
            except HTTPError as error:
                # On a busy machine a relay that lives may be late to say so.
                if error.code != HTTPStatus.SERVICE_UNAVAILABLE:
                    raise

        await until(lambda: given, during=look, every=0.2)
        return given

    async def dial(self) -> Any:
        """Make a new peer connection, at the relay that carries the session now."""
        self.given = await self.ask()
        peer = await self._stack.enter_async_context(
            FakePublisher() if self._peer is FakePublisher else FakeListener(["floor"])
        )
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            slots = "?slots=floor" if isinstance(peer, FakeListener) else ""
            answer = await client.post(
                self.given["url"] + slots, content=await peer.offer(), headers=self._headers
            )
        assert answer.status_code == 201, answer.text
        self.resource = answer.headers["Location"]
        await peer.accept(Answer(self.resource.rpartition("/")[2], answer.text))
        return peer

    async def dial_elsewhere(self) -> Any:
        """The same, once another relay carries it."""
        before = self.given["relay"]

        async def look() -> None:
            self.given = await self.ask()

        await until(lambda: self.given["relay"] != before, during=look, every=0.2)
        return await self.dial()

    async def is_known(self) -> bool:
        """Whether the relay still knows the connection."""
        headers = self._headers | {"Content-Type": "application/trickle-ice-sdpfrag", "If-Match": "*"}
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            answer = await client.patch(self.resource, content="a=end-of-candidates", headers=headers)
        assert answer.status_code in (204, 404), answer.text
        return answer.status_code == 204

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.given['token']}", "Content-Type": SDP}


def publishing(frame: dict[str, Any], *, at: str) -> bool:
    """Whether a frame says that somebody's line is up at this relay."""
    lines = frame.get("signals", {}).get("media.lines", {})
    return lines.get("relay") == at and lines["publishing"] != []


async def test_FL20_a_session_moves_with_its_floor_when_its_relay_dies_or_hangs(apart: SplitHall) -> None:
    web = apart.web
    stream = f"session/{await asyncio.to_thread(web.session)}"
    fiji, chair, guest = [
        (await asyncio.to_thread(web.seat, key))["token"] for key in ("fiji", "moderator", "audience")
    ]
    async with AsyncExitStack() as stack:
        speaks, listens = Line(apart, fiji, FakePublisher, stack), Line(apart, guest, FakeListener, stack)
        publisher, listener = await speaks.dial(), await listens.dial()
        assert speaks.given["relay"] == listens.given["relay"]
        assert speaks.resource.startswith(apart.at(speaks.given["url"]).url)
        async with Tab(web, fiji) as tab:
            await tab.follow(stream)
            await tab.do(stream, "floor.inscribe")
        desk = await stack.enter_async_context(Tab(web, chair))
        reader = await desk.follow(stream)
        await desk.frame(lambda frame: publishing(frame, at=speaks.given["relay"]))
        await desk.do(stream, "floor.grant", entry="3", token=0, confirmed=True)
        await until(lambda: listener.heard("floor", "audio"), during=publisher.say)

        # It is killed: the turn goes on at the other relay, where the speaker is heard again.
        first = apart.at(speaks.given["url"])
        await asyncio.to_thread(first.kill)
        started = len(desk.frames)
        publisher = await speaks.dial_elsewhere()
        listener = await listens.dial()
        assert speaks.given["relay"] == listens.given["relay"]
        await until(lambda: listener.heard("floor", "audio"), during=publisher.say)
        await desk.frame(lambda frame: publishing(frame, at=speaks.given["relay"]), started)
        await until(lambda: reader.entities["turn"]["1"]["dropped_at"] is None, during=publisher.say)
        await asyncio.to_thread(first.start)

        # It is suspended and resumed: it may have been replaced, so it lets nobody speak.
        second, before = apart.at(speaks.given["url"]), (speaks.given, speaks.resource)
        assert second is not first
        await asyncio.to_thread(second.pause)
        former_mouth, former_ear, former = publisher, listener, Line(apart, fiji, FakePublisher, stack)
        former.given, former.resource = before
        heard = len(former_ear.packets)
        for _ in range(WAITED):
            await former_mouth.say()
        publisher = await speaks.dial_elsewhere()
        listener = await listens.dial()
        assert apart.at(speaks.given["url"]) is first
        await until(lambda: listener.heard("floor", "audio"), during=publisher.say)
        await asyncio.to_thread(second.resume)
        with contextlib.suppress(ConnectionError):  # until it hangs up
            while await former.is_known():
                await former_mouth.say()
        # Only packets in its socket may have been sent before it looked at a clock.
        assert len(former_ear.packets) - heard <= WAITED
        await until(lambda: former_mouth.pc.connectionState == "closed")

        # It drains: the other takes over before it ends, and is announced to the next caller.
        await asyncio.to_thread(first.stop)
        assert (await speaks.ask())["relay"] not in ("", speaks.given["relay"])
        await asyncio.to_thread(first.start)


async def test_the_general_address_redirects_an_offer_to_the_relay(apart: SplitHall) -> None:
    guest = (await asyncio.to_thread(apart.web.seat, "audience"))["token"]
    async with AsyncExitStack() as stack:
        line = Line(apart, guest, FakeListener, stack)
        given = await line.ask()
        bearer = {"Authorization": f"Bearer {given['token']}"}
        session = apart.web.session()
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            asked = f"/media/sessions/{session}/whep?slots=floor,hall"
            general = apart.web.url + asked
            sent = await client.post(general, content="v=0", headers=bearer | {"Content-Type": SDP})
            relay = apart.at(given["url"])
            assert (sent.status_code, sent.headers["Location"]) == (307, relay.url + asked)
            assert sent.headers["Access-Control-Allow-Origin"] == "*"
            # The other relay redirects there too; nobody is redirected without a token of ours.
            other = next(each for each in apart.relays if each is not relay)
            sent = await client.post(other.url + asked, content="v=0", headers=bearer | {"Content-Type": SDP})
            assert (sent.status_code, sent.headers["Location"]) == (307, relay.url + asked)
            sent = await client.post(general, content="v=0", headers={"Content-Type": SDP})
            assert sent.status_code == 401
            # A relay has only these endpoints.
            for path in ("/", "/api/v1/demo", "/admin/"):
                assert (await client.get(relay.url + path)).status_code == 404
            assert (await client.get(relay.url + "/media/health")).status_code == 200
            assert (await client.get(apart.web.url + "/media/health")).status_code == 503


async def test_a_technical_check_goes_to_a_relay_and_is_answered_there(apart: SplitHall) -> None:
    guest = (await asyncio.to_thread(apart.web.seat, "fiji"))["token"]
    given = await asyncio.to_thread(apart.web.post, "/api/v1/check-token", {}, guest)
    async with FakePublisher() as publisher, httpx.AsyncClient(timeout=PATIENCE) as client:
        bearer = {"Authorization": f"Bearer {given['token']}"}
        answer = await client.post(
            given["url"], content=await publisher.offer(), headers=bearer | {"Content-Type": SDP}
        )
        location = answer.headers["Location"]
        await publisher.accept(Answer(location.rpartition("/")[2], answer.text))
        result = location.replace("/media/resources/", "/media/check/")
        await publisher.say()
        while not (await client.get(result, headers=bearer)).json()["audio_packets"]:
            await publisher.say()
        assert apart.at(location) is apart.at(given["url"])
