"""Two browsers over lines that lose a twentieth of all packets and reorder the rest: nobody sees or hears it."""

import pytest
from playwright.async_api import Browser

from streaming.relay import Relay
from tests.streaming.relay.peers import until
from tests.streaming.relay.poor_call import Heard, poor_call
from tests.streaming.relay.test_chromium import browser as browser

LOSS, JITTER = 0.05, 0.05
PACKETS = 250
LONGEST_PAUSE_MS = 1000
MAX_MISSING = 0.005

pytestmark = pytest.mark.real_time


@pytest.mark.thorough
async def test_no_sound_is_missing_and_pictures_come_again_over_two_poor_lines(
    relay: Relay, browser: Browser
) -> None:
    await _call(relay, browser)


@pytest.mark.torture
async def test_no_picture_freezes_over_two_poor_lines(relay: Relay, browser: Browser) -> None:
    heard = await _call(relay, browser)
    assert heard.longest <= LONGEST_PAUSE_MS


async def _call(relay: Relay, browser: Browser) -> Heard:
    """The listener's final counters, once all lost packets have arrived."""
    async with poor_call(relay, browser) as call:
        call.worsen(LOSS, JITTER)
        before = await call.heard()
        await until(lambda: all(len(way.sent) > PACKETS and len(way.lost) > 5 for way in call.sound()))
        # A picture has few packets: chance may have spared each of them until now.
        await call.video_was_resent_since(before)
        up, down = call.sound()
        for way in (call.up, call.down):
            way.up.loss = way.down.loss = 0.0
        # The packets lost last have to arrive too.
        await until(lambda: up.missing <= MAX_MISSING and down.missing <= MAX_MISSING)
        after = await call.heard()

    assert after.audio["asked"] > before.audio["asked"]
    return after
