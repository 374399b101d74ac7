"""Time from a grant until the audience sees the speaker: from the command to the first picture in Chromium.

Read by `bench/floor.py`. Two delegations with cameras of one colour each (red, blue) speak in turn from browsers of
their own. A third browser, in the audience, notes the colour and time of each picture that it shows. *Ready*: the
speaker is on deck and connected; it asked for the floor a second before, so that the time is of the grant alone.
*Cold*: it was never connected, and presses *Join* when it is called.
"""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from playwright.async_api import Browser, Page, async_playwright

from tests.journeys.conftest import FLAGS
from tests.support.hall import Hall
from tests.support.tab import Tab

COLOURS = {"fiji": ("red", (220, 20, 20)), "chile": ("blue", (20, 20, 220))}
CODES = {"fiji": "FJ", "chile": "CL"}
PICTURE = (640, 360)
PER_SECOND = 30
PATIENCE_MS = 30_000
HELD_MS = 1_000
"""Duration of a turn in ms: longer than the time in which a second keyframe request would wait."""

WATCH = """() => {
    const surface = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const video = document.querySelector('[data-testid="stage-video"][data-slot="floor"]');
    window.__pictures = [];
    const look = (now) => {
        surface.drawImage(video, 0, 0, 1, 1);
        const [red, , blue] = surface.getImageData(0, 0, 1, 1).data;
        window.__pictures.push({ colour: red > blue ? "red" : "blue", at: performance.timeOrigin + now });
        video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
}"""
FIRST = """([colour, since]) =>
    window.__pictures.find((picture) => picture.colour === colour && picture.at > since)?.at"""


def camera(folder: Path, key: str) -> Path:
    """A video of one colour for Chromium's fake camera."""
    path = folder / f"{key}.mjpeg"
    picture = np.full((PICTURE[1], PICTURE[0], 3), COLOURS[key][1], dtype=np.uint8)
    with av.open(str(path), "w", format="mjpeg") as video:
        stream = video.add_stream("mjpeg", rate=PER_SECOND)
        stream.width, stream.height = PICTURE
        stream.pix_fmt = "yuvj420p"
        for _ in range(PER_SECOND):
            video.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        video.mux(stream.encode(None))
    return path


@dataclass
class Stage:
    """The participants: the moderator's socket, the speakers' pages, and the audience's page."""

    stream: str
    moderator: Tab
    speakers: dict[str, Page]
    audience: Page

    async def call(self, key: str) -> float:
        """Give the floor to a waiting delegation; returns the time (milliseconds) before the command was sent."""
        entities = self.moderator.readers[self.stream].entities
        party = await self._party(key)
        await self._do("floor.inscribe", party=party)
        (entry,) = [number for number, row in entities["entry"].items() if row["party"] == party]
        await self.audience.wait_for_timeout(HELD_MS)
        (floor,) = entities["floor"].values()
        began = time.time() * 1000
        await self._do("floor.grant", entry=entry, token=floor["token"], confirmed=True)
        return began

    async def seen(self, key: str, since: float) -> float:
        """Milliseconds from `since` until the audience's page showed the delegation."""
        wanted = [COLOURS[key][0], since]
        await self.audience.wait_for_function(FIRST, arg=wanted, polling=20, timeout=PATIENCE_MS)
        at: float = await self.audience.evaluate(FIRST, wanted)
        return at - since

    async def end(self) -> None:
        """Close the turn."""
        (floor,) = self.moderator.readers[self.stream].entities["floor"].values()
        await self._do("floor.end", token=floor["token"])

    async def join(self, key: str) -> None:
        """Press *Join* on a delegation's page, and wait until its line is up."""
        page = self.speakers[key]
        await page.get_by_test_id("join").click()
        await page.wait_for_function("() => window.__balai.publish?.connectionState === 'connected'")

    async def _do(self, kind: str, **fields: Any) -> None:
        answer = await self.moderator.do(self.stream, kind, **fields)
        assert "done" in answer, answer

    async def _party(self, key: str) -> str:
        conference = f"conference/{self.moderator.seat['seat']['conference']}"
        parties = self.moderator.readers[conference].entities["party"]
        return next(party for party, row in parties.items() if row["code"] == CODES[key])


@asynccontextmanager
async def stage(hall: Hall, folder: Path) -> AsyncIterator[Stage]:
    """Everyone is seated; the speakers have opened their devices, and are not connected yet."""
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())

        async def browser(*flags: str) -> Browser:
            chromium = await playwright.chromium.launch(
                executable_path="/usr/bin/chromium-headless-shell", args=[*FLAGS, *flags]
            )
            stack.push_async_callback(chromium.close)
            return chromium

        async def page(key: str, *flags: str) -> Page:
            seated = await (await browser(*flags)).new_page()
            seated.set_default_timeout(PATIENCE_MS)
            await seated.goto(f"{hall.url}/take/{key}")
            await seated.get_by_test_id("take-seat").click()
            return seated

        moderator = await stack.enter_async_context(Tab.of(hall, "moderator"))
        stream = f"session/{hall.session()}"
        await moderator.follow(stream)
        await moderator.follow(f"conference/{moderator.seat['seat']['conference']}")
        speakers = {
            key: await page(key, f"--use-file-for-fake-video-capture={camera(folder, key)}")
            for key in COLOURS
        }
        audience = await page("audience")
        await audience.get_by_test_id("stage-video").first.wait_for(state="attached")
        await audience.evaluate(WATCH)
        yield Stage(stream, moderator, speakers, audience)


async def picture_times(hall: Hall, folder: Path, ready: int, cold: int) -> tuple[list[float], list[float]]:
    """Milliseconds from grant to picture, for `ready` speakers on deck and `cold` speakers who were never connected."""
    async with stage(hall, folder) as on:
        from_cold = [await _cold(on, key) for key in [*COLOURS] * (cold // 2)]
        for key in COLOURS:
            await on.join(key)
        from_deck = []
        for key in [*COLOURS] * (ready // 2):
            from_deck.append(await on.seen(key, await on.call(key)))
            await on.audience.wait_for_timeout(HELD_MS)
    return from_deck, from_cold


async def _cold(on: Stage, key: str) -> float:
    page = on.speakers[key]
    await page.locator('[data-testid="join"]:not([disabled])').wait_for()
    began = await on.call(key)
    await on.join(key)
    took = await on.seen(key, began)
    await on.end()
    for act in ("leave", "check"):
        await page.get_by_test_id("more").click()
        await page.get_by_test_id(act).click()
    return took
