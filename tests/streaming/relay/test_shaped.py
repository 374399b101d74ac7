"""Chromium on a line that narrows and widens: its picture follows without flapping, and its sound goes on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from streaming.relay import Answer, Relay
from streaming.relay.sender import Sender
from tests.streaming.relay.test_chromium import FLAGS, LISTEN, Watch, open_page
from tests.streaming.relay.whip_server import serve_whip
from tests.support.udp_proxy import UdpProxy

WIDE, NARROW = 2_000_000, 200_000
PUBLISH = """async () => {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true, video: {width: 1280, height: 720, frameRate: 15},
  });
  const pc = window.pc = new RTCPeerConnection();
  for (const track of stream.getAudioTracks()) pc.addTransceiver(track, {direction: "sendonly"});
  const layers = [["l", 4, 100_000], ["m", 2, 300_000], ["h", 1, 900_000]];
  const sendEncodings = layers.map(
    ([rid, scaleResolutionDownBy, maxBitrate]) => ({rid, scaleResolutionDownBy, maxBitrate}));
  for (const track of stream.getVideoTracks()) pc.addTransceiver(track, {direction: "sendonly", sendEncodings});
  await pc.setLocalDescription(await pc.createOffer());
  const reply = await fetch("/whip?source=ana", {method: "POST", body: pc.localDescription.sdp});
  await pc.setRemoteDescription({type: "answer", sdp: await reply.text()});
}"""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        await browser.close()


class Course:
    """The layer of the picture, ten times a second; "-" is none."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self.seen: list[str] = []

    async def run(self, until: Callable[[], bool], patience: float) -> None:
        end = asyncio.get_running_loop().time() + patience
        while not until():
            assert asyncio.get_running_loop().time() < end, f"It went {self.steps()}."
            await asyncio.sleep(0.1)
            self.seen.append(self._sender.track.layer if self._sender.track is not None else "-")

    async def stays(self, seconds: float) -> set[str]:
        """The layers seen within this many seconds."""
        before = len(self.seen)
        await self.run(lambda: len(self.seen) >= before + 10 * seconds, seconds + 30)
        return set(self.seen[before:])

    def steps(self) -> str:
        """The layers in order, without repetitions."""
        return "".join(name for name, _ in groupby(self.seen))


@pytest.mark.torture
@pytest.mark.real_time
async def test_a_line_of_2_mbits_narrows_to_200_kbits_and_widens_again(
    relay: Relay, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with UdpProxy() as proxy, serve_whip(relay, "session/1") as address:
        listen = relay.listen

        async def through_proxy(*args: Any, **kwargs: Any) -> Answer:
            answer = await listen(*args, **kwargs)
            return replace(answer, sdp=await proxy.answer_through_proxy(answer.sdp))

        monkeypatch.setattr(relay, "listen", through_proxy)
        relay.stage("session/1").assign("floor", "ana")
        publisher, viewer = [await open_page(browser, address) for _ in range(2)]
        await publisher.evaluate(PUBLISH)
        proxy.down.rate = WIDE
        await viewer.evaluate(LISTEN, ["floor"])
        (listener,) = relay.stage("session/1").listeners
        course, watch = Course(listener.senders[1]), Watch(viewer)

        await course.run(lambda: course.seen[-3:] == ["h"] * 3, 60)
        await course.stays(10)
        proxy.down.rate = NARROW
        await course.run(lambda: course.seen[-1] in "l-", 10)
        # The line's queue has drained, and from now on the sound has room.
        await course.stays(3)
        await watch.look()
        heard = watch.get("audio", "packets")
        sound = proxy.down.streams[watch.get("audio", "ssrc")]
        before_narrow = set(sound.sent)
        narrow = await course.stays(20)
        await watch.look()
        sent = sound.sent - before_narrow

        assert narrow <= {"l", "-"}
        # A picture that is too wide for the line takes the sound's room. Counted by sequence number on the line: what a
        # busy browser drops, or is late to count, is not the line's.
        assert len(sent - sound.arrived) <= len(sent) * 0.02
        assert watch.get("audio", "packets") > heard
        before = len(course.steps())
        proxy.down.rate = WIDE
        await course.run(lambda: course.seen[-3:] == ["h"] * 3, 120)
        assert await course.stays(20) == {"h"}

        assert len(course.steps()) - before <= 4, f"It went {course.steps()}."
        assert len(course.steps()) <= 14, f"It went {course.steps()}."
