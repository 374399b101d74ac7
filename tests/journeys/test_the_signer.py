"""The signer stays: the floor changes hands, and the picture of the sign-language interpreter goes on in its place."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.booths import Booths
from tests.journeys.conftest import Take, seated
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, give, sees, thank
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

GREEN, BLUE = "rgb(0, 160, 60)", "rgb(20, 60, 200)"
"""The pictures of two signers. Cameras of delegates are of other colours."""

WATCH = """() => {
    const video = document.querySelector('[data-testid="sign-picture"] video');
    const canvas = new OffscreenCanvas(8, 8), context = canvas.getContext("2d", { willReadFrequently: true });
    const watched = (window.watched = { video, frames: 0, colours: [], hidden: 0, down: 0, place: "" });
    const place = () => JSON.stringify(video.getBoundingClientRect());
    watched.place = place();
    new MutationObserver(() => {
        watched.hidden++;
        if (video.parentElement?.textContent.includes("connection of the interpreter is down")) watched.down++;
    }).observe(video.parentElement, { attributes: true, attributeFilter: ["data-shows"] });
    const seen = () => {
        context.drawImage(video, 0, 0, 8, 8);
        const [red, green, blue] = context.getImageData(4, 4, 1, 1).data;
        const isGreen = green > red + 60 && green > blue + 60, isBlue = blue > red + 60 && blue > green + 60;
        const colour = isGreen ? "green" : isBlue ? "blue" : "other";
        if (watched.colours.at(-1) !== colour) watched.colours.push(colour);
        watched.frames++;
        video.requestVideoFrameCallback(seen);
    };
    video.requestVideoFrameCallback(seen);
    window.moved = () => !video.isConnected || place() !== watched.place;
}"""
"""Watches the signer's picture frame by frame: its colours in order, whether it was covered, moved or replaced."""

SHOWS = """(colour) => {
    const video = document.querySelector('[data-testid="sign-picture"][data-shows="signer"] video');
    if (!video?.videoWidth) return false;
    const context = new OffscreenCanvas(8, 8).getContext("2d");
    context.drawImage(video, 0, 0, 8, 8);
    const [red, green, blue] = context.getImageData(4, 4, 1, 1).data;
    return colour === "green" ? green > red + 60 && green > blue + 60 : blue > red + 60 && blue > green + 60;
}"""


@pytest.fixture
def booths(hall: Hall, browser: Browser) -> Booths:
    """Two interpreters into American Sign Language."""
    return Booths(hall, browser, Sara="ase", Tom="ase")


def shows(tab: Tab, colour: str) -> None:
    """Wait until a tab shows the signer of this colour."""
    tab.page.bring_to_front()
    tab.waits_until(SHOWS, colour)


def watched(tab: Tab) -> Any:
    """What was seen of the signer since the watch began."""
    return tab.page.evaluate("() => ({ ...window.watched, video: 0, moved: window.moved() })")


def stays(tab: Tab, *colours: str) -> None:
    """Check that the signer was seen in these colours, in one place, and never covered.

    A machine that stops for two seconds sends nothing: then the page says for a moment that the connection is down.
    """
    seen = watched(tab)
    assert (seen["colours"], seen["moved"]) == ([*colours], False)
    assert seen["hidden"] <= 2 * seen["down"]


def goes_on(tabs: list[Tab]) -> None:
    """Wait until each tab draws more pictures of the signer."""
    for tab in tabs:
        tab.page.bring_to_front()
        before = watched(tab)["frames"]
        tab.waits_until("(frames) => window.watched.frames > frames + 10", before)


def test_the_signer_stays(
    hall: Hall, booths: Booths, take: Take, browser: Browser, screen: Tab, device: Callable[[str], Tab]
) -> None:
    moderator, operator = take("moderator"), take("operator")
    chile = device("chile")
    sara = booths.opened_to_sign("Sara", GREEN)
    sees(chile, "sign-picture", "Nobody interprets into American Sign Language now.")
    sara.page.keyboard.press("d")
    expect(sara.get("sign-state")).to_have_attribute("data-state", "live")
    shows(chile, "green")

    expect(screen.get("hall-signer")).to_have_count(0)
    operator.page.bring_to_front()
    operator.get("hall-sign-choice").select_option("beside")
    shows(screen, "green")

    viewers = [chile, screen]
    for tab in viewers:
        tab.page.evaluate(WATCH)
    give(moderator, "Australia")
    goes_on(viewers)
    thank(moderator)
    goes_on(viewers)
    give(moderator, "Cambodia")
    goes_on(viewers)
    for tab in viewers:
        stays(tab, "green")

    # A colleague takes over in the same place.
    tom = booths.opened_to_sign("Tom", BLUE)
    tom.press("open-camera")
    tom.publishes()
    tom.page.keyboard.press("n")
    for tab in viewers:
        shows(tab, "blue")
        # The watch is told of a picture after it was drawn.
        tab.waits_until("() => window.watched.colours.includes('blue')")
        stays(tab, "green", "blue")
    sees(sara, "sign-state", "Tom is on duty")

    # Each reader decides how large the signer is; the browser remembers it.
    chile.press("sign-larger")
    sizes = """() => ["sign-picture", "stage"].map(
        (id) => document.querySelector(`[data-testid="${id}"]`).clientHeight)"""
    signer, stage = chile.page.evaluate(sizes)
    assert signer >= stage
    chile.page.reload()
    shows(chile, "blue")
    chile.press("sign-hide")
    expect(chile.get("sign-picture")).to_have_count(0)
    chile.page.reload()
    chile.press("sign-show")
    shows(chile, "blue")

    operator.page.bring_to_front()
    operator.get("hall-sign-choice").select_option("off")
    expect(screen.get("hall-signer")).to_have_count(0)
    tom.page.context.close()
    sees(chile, "sign-picture", "The connection of the interpreter is down.")
    sees(moderator, "dead-signer", "American Sign Language")


def test_the_pages_of_the_signer_for_everyone(
    hall: Hall, booths: Booths, take: Take, screen: Tab, device: Callable[[str], Tab], phone: BrowserContext
) -> None:
    operator = take("operator")
    chile = device("chile")
    sara = booths.opened_to_sign("Sara", GREEN)
    is_clean(sara, "signer's page with nobody on duty")
    sara.page.keyboard.press("d")
    expect(sara.get("sign-state")).to_have_attribute("data-state", "live")
    is_clean(sara, "signer's page live")
    shows(chile, "green")
    is_clean(chile, "session with a signer")
    chile.press("sign-larger")
    is_clean(chile, "session with a large signer")
    phone_tab = seated(hall, phone.new_page(), "audience")
    shows(phone_tab, "green")
    operator.page.bring_to_front()
    operator.get("hall-sign-choice").select_option("beside")
    shows(screen, "green")
    is_clean(screen, "hall screen with a signer", (1920, 1440, 1024), scrolls=False)
    operator.press("tab-languages")
    sees(operator, "booth-ase", "Sara")
    is_clean(operator, "desk with a signer")


@pytest.fixture
def device(hall: Hall, browser: Browser) -> Callable[[str], Tab]:
    """A seat on a device of its own: a tab in the background draws no pictures."""

    def own(key: str) -> Tab:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
        tab = seated(hall, context.new_page(), key)
        tab.press("join-without")
        return tab

    return own
