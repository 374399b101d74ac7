"""The film *the remote country speaks*, in three windows."""

import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.pages import Tab
from tools.tour.film import Film, Pane
from tools.tour.visitors import Visitors

MAX_OCTETS = 5_000_000


def look(tab: Tab, seconds: float) -> None:
    """Pause, so that viewers of the film can look."""
    tab.page.wait_for_timeout(seconds * 1000)


def film(visitors: Visitors, path: Path) -> None:
    """Play the scenes and write the film. Fails if it is larger than `MAX_OCTETS`."""
    moderator = visitors.seat("moderator", shows="Chair")
    moderator.press("take-chair")
    moderator.publishes()
    for _ in range(2):  # withdraw the demo's first two entries
        for key in ("ArrowDown", "w"):
            moderator.page.keyboard.press(key)
    expect(moderator.get("console-list")).to_be_hidden()
    fiji = visitors.seat("fiji", visitors.window(1280, 800, shows="Fiji"))
    fiji.join()
    screen = visitors.seat("hall-screen", visitors.window(1920, 1080))
    screen.plays("chair")
    reel = Film(
        [
            Pane(screen.page, "In Bali: the hall screen", (32, 32, 848, 477)),
            Pane(moderator.page, "The moderator’s console", (912, 32, 496, 310)),
            Pane(fiji.page, "Fiji, at home", (912, 420, 496, 310)),
        ]
    )
    reel.caption("Fiji asks for the floor from home.")
    look(fiji, 2)
    fiji.press("request-floor")
    look(fiji, 3)
    reel.caption("It stands on the same list as everyone in the hall, and its line is ready.")
    look(fiji, 4)
    reel.caption(
        "The moderator gives the floor to Fiji: its microphone opens, and the hall sees and hears it."
    )
    moderator.press("give-floor")
    expect(fiji.get("finish")).to_be_visible()
    screen.plays("floor")
    look(moderator, 8)
    reel.caption("Thank and close: the microphone closes everywhere at once.")
    moderator.press("thank")
    look(moderator, 4)
    reel.write(path)
    if path.stat().st_size > MAX_OCTETS:
        sys.exit(f"The film is too large: {path.stat().st_size} octets.")
