"""Many switches of one slot, as Chromium shows them: the longest pause between pictures, and lip sync.

Read by `bench/relay.py`. Three publishers and one listener are pages of one browser. The holder and the duration are
random (seeded).
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, Page, async_playwright

from streaming.relay import Relay
from tests.streaming.relay.test_chromium import FLAGS, LISTEN, PUBLISH
from tests.streaming.relay.whip_server import serve_whip

SOURCES = ("ana", "ben", "chi")
SHORTEST, LONGEST = 0.5, 1.5
"""Seconds that a source stays. Chairs do not switch faster, and keyframes may be asked for twice a second."""
SETTLE = 3.0

WATCH = """() => {
    const video = document.querySelector("video");
    window.seen = {last: 0, longest: 0, pictures: 0};
    const look = (now) => {
        const seen = window.seen;
        if (seen.last) seen.longest = Math.max(seen.longest, now - seen.last);
        seen.last = now;
        seen.pictures += 1;
        video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
}"""
COUNTS = """async () => {
    const found = {longest: window.seen.longest, pictures: window.seen.pictures};
    (await window.pc.getStats()).forEach((one) => {
        if (one.type !== "inbound-rtp") return;
        found[one.kind] = one.estimatedPlayoutTimestamp ?? 0;
        if (one.kind === "video") Object.assign(found, {freezes: one.freezeCount, decoder: one.decoderImplementation});
    });
    return found;
}"""


@dataclass
class Switched:
    """The listener's counts: pauses in ms, and lip sync in ms, positive if the sound is early."""

    longest_pause: float
    freezes: int
    pictures: int
    lips: list[float]


@asynccontextmanager
async def _pages(address: str) -> AsyncIterator[tuple[Page, list[Page]]]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        listener, *publishers = [await _page(browser, address) for _ in range(1 + len(SOURCES))]
        yield listener, publishers
        await browser.close()


async def _page(browser: Browser, address: str) -> Page:
    page = await (await browser.new_context()).new_page()
    await page.goto(address)
    return page


async def switch(times: int, seed: int = 1) -> Switched:
    """Give the floor this many times to one of three publishers."""
    lot, relay = random.Random(seed), Relay(["127.0.0.1"])
    stage = relay.stage("session/1")
    try:
        async with serve_whip(relay, "session/1") as address, _pages(address) as (listener, publishers):
            for source, page in zip(SOURCES, publishers, strict=True):
                await page.evaluate(PUBLISH, [source, "VP8"])
            stage.assign("floor", SOURCES[0])
            await listener.evaluate(LISTEN, ["floor"])
            await listener.wait_for_function("document.querySelector('video')?.videoWidth > 0")
            await asyncio.sleep(SETTLE)
            await listener.evaluate(WATCH)
            before = (await listener.evaluate(COUNTS))["freezes"]
            lips, current = [], SOURCES[0]
            for _ in range(times):
                current = lot.choice([source for source in SOURCES if source != current])
                stage.assign("floor", current)
                await asyncio.sleep(lot.uniform(SHORTEST, LONGEST))
                found = await listener.evaluate(COUNTS)
                if found["audio"] and found["video"]:
                    lips.append(found["audio"] - found["video"])
            return Switched(found["longest"], found["freezes"] - before, found["pictures"], lips)
    finally:
        await relay.close()


if __name__ == "__main__":
    print(asyncio.run(switch(100)))
