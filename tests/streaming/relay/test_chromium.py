"""A real browser publishes and listens: pictures are decoded across a switch, without a renegotiation."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright

from streaming.relay import Relay
from streaming.relay.packet_writer import PacketWriter
from streaming.relay.send_path import SendPath
from tests.streaming.relay.peers import until
from tests.streaming.relay.whip_server import serve_whip
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.real_time

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]
PUBLISH = """async ([source, codec]) => {
  const video = {width: 320, height: 180, frameRate: 10};
  const stream = await navigator.mediaDevices.getUserMedia({audio: true, video});
  const pc = window.pc = new RTCPeerConnection();
  for (const track of stream.getTracks()) {
    const transceiver = pc.addTransceiver(track, {direction: "sendonly", streams: [stream]});
    const offered = RTCRtpSender.getCapabilities(track.kind).codecs;
    const wanted = offered.filter(one => one.mimeType === "video/" + codec);
    if (track.kind === "video" && wanted.length) transceiver.setCodecPreferences(wanted);
  }
  await pc.setLocalDescription(await pc.createOffer());
  const reply = await fetch("/whip?source=" + source, {method: "POST", body: pc.localDescription.sdp});
  await pc.setRemoteDescription({type: "answer", sdp: await reply.text()});
}"""
LISTEN = """async (slots) => {
  const pc = window.pc = new RTCPeerConnection();
  const heard = [];
  for (const slot of slots) for (const kind of ["audio", "video"]) pc.addTransceiver(kind, {direction: "recvonly"});
  pc.ontrack = event => {
    heard.push([event.track.kind, event.streams[0].id]);
    const element = document.createElement(event.track.kind);
    Object.assign(element, {autoplay: true, muted: true, srcObject: new MediaStream([event.track])});
    document.body.append(element);
  };
  await pc.setLocalDescription(await pc.createOffer());
  const reply = await fetch("/whep?slots=" + slots.join(), {method: "POST", body: pc.localDescription.sdp});
  await pc.setRemoteDescription({type: "answer", sdp: await reply.text()});
  return heard;
}"""
STATS = """async () => {
  const found = {};
  const report = await window.pc.getStats();
  report.forEach(one => {
    if (one.type === "inbound-rtp" && one.packetsReceived) {
      found[one.kind] = {
        ssrc: one.ssrc, packets: one.packetsReceived, decoded: one.framesDecoded ?? 0,
        codec: report.get(one.codecId)?.mimeType ?? "", again: one.retransmittedPacketsReceived ?? 0,
        lost: one.packetsLost,
      };
    }
    if (one.type === "candidate-pair") {
      // Several may be nominated, one after the other; only that in use tells it.
      found.allowed = Math.max(found.allowed ?? 0, one.availableOutgoingBitrate ?? 0);
    }
  });
  return found;
}"""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def address(relay: Relay) -> AsyncIterator[str]:
    async with serve_whip(relay, "session/1") as address:
        yield address


async def open_page(browser: Browser, address: str) -> Page:
    context = await browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    page = await context.new_page()
    await page.goto(address)
    return page


class Watch:
    """A page's counters, polled."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.now: dict[str, Any] = {}

    async def look(self) -> None:
        self.now = await self._page.evaluate(STATS)

    def get(self, kind: str, what: str) -> Any:
        return self.now.get(kind, {}).get(what, 0)

    async def wait_for(self, codec: str) -> None:
        """Wait until ten more pictures in this codec are decoded, and twenty more packets of sound have arrived."""
        await until(lambda: self.get("video", "codec") == codec, during=self.look)
        decoded, heard = self.get("video", "decoded"), self.get("audio", "packets")
        await until(
            lambda: self.get("video", "decoded") > decoded + 10 and self.get("audio", "packets") > heard + 20,
            during=self.look,
        )


@pytest.mark.thorough
async def test_a_browser_sees_and_hears_two_publishers_in_one_slot(
    relay: Relay, browser: Browser, address: str
) -> None:
    stage = relay.stage("session/1")
    stage.assign("floor", "ana")
    ana, ben, listener = [await open_page(browser, address) for _ in range(3)]
    await ana.evaluate(PUBLISH, ["ana", "VP8"])
    await ben.evaluate(PUBLISH, ["ben", "H264"])
    heard = await listener.evaluate(LISTEN, ["floor", "chair"])
    watch = Watch(listener)

    await watch.wait_for("video/VP8")
    ssrcs = watch.get("audio", "ssrc"), watch.get("video", "ssrc")
    stage.assign("floor", "ben")
    await watch.wait_for("video/H264")
    stage.assign("floor", "ana")
    await watch.wait_for("video/VP8")

    assert heard == [[kind, slot] for slot in ("floor", "chair") for kind in ("audio", "video")]
    assert (watch.get("audio", "ssrc"), watch.get("video", "ssrc")) == ssrcs


@pytest.mark.thorough  # Sound and pictures over two poor lines are in test_poor_lines.py.
async def test_a_browser_that_loses_packets_gets_them_again(
    relay: Relay, browser: Browser, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ship, calls = PacketWriter._send_buffer, itertools.count()

    def lossy(self: PacketWriter, path: SendPath, size: int, segment: int) -> None:
        if next(calls) % 20:
            ship(self, path, size, segment)

    monkeypatch.setattr(PacketWriter, "_send_buffer", lossy)
    relay.stage("session/1").assign("floor", "ana")
    publisher, listener = [await open_page(browser, address) for _ in range(2)]
    await publisher.evaluate(PUBLISH, ["ana", "VP8"])
    await listener.evaluate(LISTEN, ["floor"])
    watch = Watch(listener)

    await until(lambda: watch.get("video", "again") > 3, during=watch.look)
    await watch.wait_for("video/VP8")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "stall",
    [pytest.param(0.0, id="idle"), pytest.param(0.06, id="busy", marks=pytest.mark.torture)],
)
async def test_a_browser_goes_up_to_the_bitrate_it_is_allowed(
    stall: float, relay: Relay, browser: Browser, address: str
) -> None:
    page = await open_page(browser, address)
    keeping_busy = asyncio.create_task(_keep_busy(stall))
    await page.evaluate(PUBLISH, ["ana", "VP8"])
    watch = Watch(page)

    await until(lambda: watch.now.get("allowed", 0) > 1_000_000, during=watch.look)

    keeping_busy.cancel()
    assert watch.now["allowed"] <= 1_600_000
    source = relay.stage("session/1").sources["ana"]
    await until(lambda: source.stats().heard_at is not None)


async def _keep_busy(stall: float) -> None:
    """Block the relay's loop repeatedly, for `stall` seconds each."""
    while stall:
        time.sleep(stall)  # noqa: ASYNC251 - the loop is to be held up
        await asyncio.sleep(0.005)  # meanwhile the loop reads
