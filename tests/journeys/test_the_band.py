"""A booth carries 125 Hz to 15 kHz within ±3 dB from microphone to ear (ISO 20109), also with a bad line.

Steps of tones are the microphone of a browser, with its processing off as in every booth. Two listeners decode them:
one over a good line, and one that loses 3 % of the packets after the relay's repair, which is more than such a line
loses.
"""

import math
import statistics
import wave
from array import array
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.booths import Booths, listening_page
from tests.journeys.conftest import launched, seated
from tests.journeys.pages import Tab
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

RATE, WINDOW, STEP_SECONDS = 48_000, 8192, 0.7
TONES = [n * RATE / WINDOW for n in (21, 43, 85, 171, 341, 683, 1365, 1707, 2048, 2389, 2560)]
"""Tones at the middle of a bin of the listeners' FFT: 123 Hz to 15 kHz."""
REFERENCE = 3
WINDOWS = 12
"""How many measurements of each tone are taken."""
TRIES = 5
"""How often they may be taken."""

LOSE = """(every) => {
    const Peer = window.RTCPeerConnection;
    window.lost = 0;
    window.RTCPeerConnection = class extends Peer {
        constructor(configuration) {
            super({ ...configuration, encodedInsertableStreams: true });
            this.addEventListener("track", ({ receiver, track }) => {
                const { readable, writable } = receiver.createEncodedStreams();
                const transform = (packet, to) => {
                    if (track.kind === "audio" && Math.random() < 1 / every) window.lost++;
                    else to.enqueue(packet);
                };
                readable.pipeThrough(new TransformStream({ transform })).pipeTo(writable);
            });
        }
    };
}"""
MEASURE = """(tones) => {
    window.steps = tones.map(() => []);
    setInterval(() => {
        const levels = tones.map((hz) => heardAt(hz)), loudest = levels.indexOf(Math.max(...levels));
        if (levels[loudest] > -60) steps[loudest].push(levels[loudest]);
    }, 60);
}"""


def write_steps(path: Path) -> None:
    """A file of the tones, one after another, each at -12 dB."""
    samples = array("h")
    for hertz in TONES:
        turn = 2 * math.pi * hertz / RATE
        samples.extend(int(8192 * math.sin(turn * at)) for at in range(int(RATE * STEP_SECONDS)))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())


def hears_french(page: Page, hall: Hall, key: str) -> Tab:
    """A seat that listens to the French channel without the floor."""
    tab = seated(hall, page, key)
    tab.press("join-without")
    tab.choose("language", "fr")
    tab.choose("floor-level", "off")
    return tab


def band(tab: Tab) -> list[float]:
    """The level of each tone in dB, relative to 1 kHz."""
    tab.waits_until(f"() => window.steps.every((levels) => levels.length >= {WINDOWS})")
    levels = [statistics.median(one) for one in tab.page.evaluate("() => window.steps")]
    return [round(level - levels[REFERENCE], 1) for level in levels]


def outside_the_band(tab: Tab) -> list[float]:
    """The levels that are more than 3 dB off. A busy machine hears a tone in pieces: then all are measured again."""
    for _ in range(TRIES):
        outside = [level for level in band(tab) if abs(level) > 3]
        if not outside:
            break
        tab.page.evaluate("() => window.steps.forEach((levels) => (levels.length = 0))")
    return outside


def test_a_booth_carries_its_band_also_with_a_bad_line(
    hall: Hall, browser: Browser, playwright: Playwright, tmp_path: Path
) -> None:
    write_steps(tmp_path / "steps.wav")
    speaking = launched(playwright, f"--use-file-for-fake-audio-capture={tmp_path / 'steps.wav'}")
    ana = Booths(hall, browser, Ana="fr").opened("Ana", None, speaking)
    ana.page.keyboard.press("d")
    expect(ana.get("microphone-state")).to_have_attribute("data-state", "live")
    bad = listening_page(browser, 60)
    bad.add_init_script(f"({LOSE})(33)")
    tabs = {"good": hears_french(listening_page(browser, 60), hall, "chile")}
    tabs["bad"] = hears_french(bad, hall, "fiji")
    for tab in tabs.values():
        tab.waits_until("() => window.heardAt(1001.953125) > -45")
        tab.page.evaluate(MEASURE, TONES)

    assert {line: outside_the_band(tab) for line, tab in tabs.items()} == {"good": [], "bad": []}
    assert tabs["bad"].page.evaluate("() => window.lost") > 0
    speaking.close()
