"""One browser that publishes and one that listens, each behind a poor network (`UdpProxy`). The bench uses it too."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Self

from playwright.async_api import Browser, Page

from streaming.relay import Relay
from tests.streaming.relay.peers import until
from tests.streaming.relay.test_chromium import LISTEN, PUBLISH
from tests.streaming.relay.whip_server import serve_whip
from tests.support.patience import PATIENCE
from tests.support.udp_proxy import Stream, UdpProxy

# What our pages add to their offers (`withSound` in frontend/src/media/signalling.ts).
OFFER = """(() => {
  const make = RTCPeerConnection.prototype.createOffer;
  RTCPeerConnection.prototype.createOffer = async function () {
    const {type, sdp} = await make.call(this);
    const asked = sdp.replace(/^a=rtpmap:(\\d+) opus.*$/gm, "$&\\r\\na=rtcp-fb:$1 nack");
    return {type, sdp: asked.replace(/^a=fmtp:.*useinbandfec=.*$/gm, "$&;stereo=1")};
  };
})()"""
WATCH = """() => {
  const video = window.pc.getReceivers().find(one => one.track.kind === "video");
  const seen = window.seen = {last: performance.now(), longest: 0, decoded: 0};
  setInterval(async () => (await video.getStats()).forEach(one => {
    if (one.type !== "inbound-rtp" || one.framesDecoded === seen.decoded) return;
    const now = performance.now();
    if (seen.decoded) seen.longest = Math.max(seen.longest, now - seen.last);
    Object.assign(seen, {last: now, decoded: one.framesDecoded});
  }), 25);
}"""
COUNTS = """async () => {
  const seen = window.seen;
  const found = {longest: Math.max(seen.longest, performance.now() - seen.last)};
  (await window.pc.getStats()).forEach(one => {
    if (one.type === "inbound-rtp") found[one.kind] = {
      came: one.packetsReceived, lost: one.packetsLost, late: one.packetsDiscarded ?? 0,
      asked: one.nackCount ?? 0, again: one.retransmittedPacketsReceived ?? 0,
      samples: one.totalSamplesReceived ?? 0, concealed: one.concealedSamples ?? 0,
    };
  });
  return found;
}"""


@dataclass(frozen=True)
class Heard:
    """The listening browser's counts: the longest pause between two pictures in ms, and counters of each kind."""

    longest: float
    audio: dict[str, int]
    video: dict[str, int]

    def missing_since(self, before: Self) -> float:
        """The fraction of the sound's packets that never arrived, or too late to be played."""
        came, lost, late = (self.audio[what] - before.audio[what] for what in ("came", "lost", "late"))
        return max(0, lost + late) / max(1, came + lost)


@dataclass(frozen=True)
class PoorCall:
    """`up` and `down` are the ways of the publisher's and the listener's media."""

    up: UdpProxy
    down: UdpProxy
    listener: Page

    def worsen(self, loss: float, jitter: float) -> None:
        """Drop, delay and reorder from now on, on both lines and in both directions, and reset the counters."""
        for way in (self.up.up, self.up.down, self.down.up, self.down.down):
            way.loss, way.jitter = loss, jitter
            way.streams.clear()

    def sound(self) -> tuple[Stream, Stream]:
        """The sound's packets on the way up and down; only sound is retransmitted under its own number."""
        ways = self.up.up, self.down.down
        up, down = (max(way.streams.values(), key=lambda s: len(s.resent), default=Stream()) for way in ways)
        return up, down

    async def heard(self) -> Heard:
        """The listener's present counters."""
        return Heard(**await self.listener.evaluate(COUNTS))

    async def video_was_resent_since(self, before: Heard) -> None:
        """Wait until the browser has received a retransmitted video packet."""
        now = before

        async def look() -> None:
            nonlocal now
            now = await self.heard()

        await until(lambda: now.video["again"] > before.video["again"], during=look, every=0.1)


@asynccontextmanager
async def poor_call(relay: Relay, browser: Browser) -> AsyncIterator[PoorCall]:
    """Connect both over good lines, and wait until the picture moves and sound has come."""
    relay.stage("session/1").assign("floor", "ana")
    async with AsyncExitStack() as stack:
        ways = {path: await stack.enter_async_context(UdpProxy(seed=7)) for path in ("/whip", "/whep")}
        address = await stack.enter_async_context(
            serve_whip(relay, "session/1", lambda path, answer: ways[path].answer_through_proxy(answer))
        )
        speaker, listener = [await _page(browser, address) for _ in range(2)]
        await speaker.evaluate(PUBLISH, ["ana", "as offered"])
        await listener.evaluate(LISTEN, ["floor"])
        await listener.evaluate(WATCH)
        await listener.wait_for_function("window.seen.decoded > 5")
        await listener.wait_for_function(f"({COUNTS})().then(found => Boolean(found.audio))")
        yield PoorCall(ways["/whip"], ways["/whep"], listener)
        for page in (speaker, listener):
            await page.context.close()


async def _page(browser: Browser, address: str) -> Page:
    context = await browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    page = await context.new_page()
    await page.add_init_script(OFFER)
    await page.goto(address)
    return page
