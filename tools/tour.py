"""`make tour`: docs/tour.md with a picture of each view as it is now, and the film of a remote country speaking.

A hall of its own serves the demo on 127.0.0.1 with its simulated delegations; a browser visits every view.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.journeys.conftest import FLAGS, PATIENCE_MS, seated  # noqa: E402
from tests.journeys.pages import Tab  # noqa: E402
from tests.support.hall import Hall  # noqa: E402
from tools.film import Film, Pane  # noqa: E402

PICTURES = ROOT / "docs" / "images" / "tour"
FILM = PICTURES / "the-remote-country-speaks.webm"
MOST_OCTETS = 5_000_000


class Visitor:
    """Opens windows: each is a browser of its own, so that all are drawn at once."""

    def __init__(self, hall: Hall, browser: Browser) -> None:
        self.hall, self.browser = hall, browser

    def window(self, width: int, height: int, scale: float = 1) -> Page:
        """An empty window."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=scale, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def seat(self, key: str, width: int, height: int) -> Tab:
        """A window in which a seat of the demo was taken."""
        return seated(self.hall, self.window(width, height), key)


def pause(tab: Tab, seconds: float) -> None:
    """Let whoever watches the film look."""
    tab.page.wait_for_timeout(seconds * 1000)


def film(visitor: Visitor) -> None:
    """*The remote country speaks*, in three windows."""
    moderator = visitor.seat("moderator", 1440, 900)
    moderator.press("take-chair")
    moderator.publishes()
    fiji = visitor.seat("fiji", 1280, 800)
    fiji.join()
    screen = visitor.seat("hall-screen", 1920, 1080)
    screen.plays("chair")
    reel = Film(
        [
            Pane(screen.page, "In Bali: the hall screen", (32, 32, 848, 477)),
            Pane(moderator.page, "The moderator’s console", (912, 32, 496, 310)),
            Pane(fiji.page, "Fiji, at home", (912, 420, 496, 310)),
        ]
    )
    reel.caption("Fiji asks for the floor from home.")
    pause(fiji, 2)
    fiji.press("request-floor")
    pause(fiji, 3)
    reel.caption("It stands on the same list as everyone in the hall.")
    pause(fiji, 3)
    for _ in range(2):
        moderator.press("give-floor")
        pause(moderator, 2)
        moderator.press("thank")
        pause(moderator, 1)
    reel.caption("The moderator gives the floor to Fiji; its microphone opens in the hall.")
    moderator.press("give-floor")
    expect(fiji.get("finish")).to_be_visible()
    screen.plays("floor")
    pause(moderator, 7)
    reel.caption("Thank and close: the microphone closes everywhere at once.")
    moderator.press("thank")
    pause(moderator, 4)
    reel.write(FILM)
    if FILM.stat().st_size > MOST_OCTETS:
        sys.exit(f"The film is too large: {FILM.stat().st_size} octets.")


def main() -> None:
    """Make all anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        hall = Hall(Path(folder))
        hall.prepare()
        hall.start()
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        try:
            film(Visitor(hall, browser))
        finally:
            browser.close()
            hall.stop()


if __name__ == "__main__":
    main()
