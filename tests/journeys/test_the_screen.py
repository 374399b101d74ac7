"""Fiji speaks, muted and not, and shows its screen: everyone hears and sees it, and the screen ends with the turn."""

import math
import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.journeys.conftest import Take, launched, seated
from tests.journeys.pages import Tab, give, sees, thank
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

RATE = 48_000
PICKED = "() => window.__balai.show?.connectionState === 'connected'"
WIDE = """() => {
    const [screen, speaker] = ['slides', 'floor'].map((slot) => document.querySelector(`video[data-slot=${slot}]`));
    return screen?.videoWidth > 0 && screen.offsetWidth > 3 * speaker.offsetWidth && speaker.offsetWidth > 0;
}"""
"""Whether the screen is large, with the speaker small beside it."""


def voice(file: Path) -> Path:
    """Two seconds like speech: a buzz that rises and falls, five syllables a second."""
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        for at in range(2 * RATE):
            syllable = math.sin(math.pi * 5 * at / RATE) ** 2
            pitch = 160 + 40 * math.sin(2 * math.pi * 1.5 * at / RATE)
            buzz = 2 * ((pitch * at / RATE) % 1) - 1
            sound.writeframes(struct.pack("<h", int(16_000 * syllable * buzz)))
    return file


@pytest.fixture
def fiji(hall: Hall, playwright: Playwright, tmp_path: Path) -> Iterator[Tab]:
    """Fiji at a machine of its own, at which someone speaks all the time."""
    speech = f"--use-file-for-fake-audio-capture={voice(tmp_path / 'voice.wav')}"
    chromium = launched(playwright, speech)
    tab = seated(hall, chromium.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB"), "fiji")
    tab.join()
    yield tab
    chromium.close()


def sees_the_screen(tab: Tab) -> None:
    """The screen is on the stage, large, with the speaker small beside it."""
    tab.page.bring_to_front()
    expect(tab.get("stage")).to_have_attribute("data-screen", "true")
    tab.waits_until(WIDE)


def test_the_screen(hall: Hall, take: Take, fiji: Tab, phone: BrowserContext, screen: Tab) -> None:
    moderator = take("moderator")
    audience = seated(hall, phone.new_page(), "audience")
    fiji.press("request-floor")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")

    expect(audience.get("speaks")).to_be_visible()
    expect(moderator.get("line-state")).to_contain_text("×")
    fiji.press("mute")
    sees(fiji, "muted", "You are muted and speaking")
    expect(audience.get("speaks")).to_be_hidden()
    fiji.press("muted-unmute")
    fiji.waits_until("() => document.activeElement !== document.body")
    expect(audience.get("speaks")).to_be_visible()

    fiji.press("screen-show")
    fiji.waits_until(PICKED)
    sees(fiji, "screen", "Everyone sees your screen")
    sees_the_screen(audience)
    expect(screen.get("hall-turn")).to_have_attribute("data-screen", "true")
    expect(moderator.get("picture-slides")).to_have_attribute("data-showing", "true")
    thank(moderator)
    sees(fiji, "screen", "Your screen is not shown any more")
    fiji.waits_until("() => window.__balai.show === null")
    expect(audience.get("stage")).not_to_have_attribute("data-screen", "true")
    expect(moderator.get("picture-slides")).to_have_count(0)
