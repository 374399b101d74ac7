"""Freezes and missing sound between two browsers, whose lines both lose 5 % and reorder by up to 50 ms.

Read by `bench/relay.py`; run alone, it prints its figures.
"""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.async_api import async_playwright

from streaming.relay import Relay
from tests.streaming.relay.poor_call import poor_call
from tests.streaming.relay.test_chromium import FLAGS

LOSS, JITTER = 0.05, 0.05
ADAPTS, MEASURED = 10.0, 60.0
"""Seconds to adapt, and to measure. A browser's buffer adapts within the first; freezes are measured in both."""


async def measure_loss() -> dict[str, float]:
    """The longest pause between two pictures in ms, and the fraction of sound lost or late despite retransmissions."""
    relay = Relay(["127.0.0.1"])
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            async with poor_call(relay, browser) as call:
                call.worsen(LOSS, JITTER)
                await asyncio.sleep(ADAPTS)
                before = await call.heard()
                await asyncio.sleep(MEASURED)
                after = await call.heard()
            await browser.close()
    finally:
        await relay.close()
    samples, concealed = (after.audio[what] - before.audio[what] for what in ("samples", "concealed"))
    return {
        "loss_longest_freeze_ms": after.longest,
        "loss_audio_after_repair": after.missing_since(before),
        "loss_audio_concealed": concealed / max(1, samples),
    }


if __name__ == "__main__":
    print(asyncio.run(measure_loss()))
