"""A journalist at home: named with the outlet, seated by a link, asks for the floor and is heard (FL1)."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.axe import is_accessible
from tests.journeys.conftest import PATIENCE_MS, Take
from tests.journeys.pages import Tab, give, sees
from tests.journeys.secretary import chairing
from tests.support.hall import Hall
from tests.support.tab import Tab as Socket

pytestmark = pytest.mark.thorough

NAMED = "Test Journalist"
OUTLET = "Test Outlet"


async def _briefing(chair: Socket) -> str:
    """The id of the coming press briefing."""
    reader = await chair.follow(f"conference/{chair.seat['seat']['conference']}")
    return next(
        str(one["id"])
        for one in reader.entities["session"].values()
        if (one["kind"], one["state"]) == ("press_briefing", "scheduled")
    )


def test_the_press_briefing(hall: Hall, take: Take, screen: Tab, browser: Browser) -> None:
    moderator = take("moderator")
    page = moderator.page
    page.bring_to_front()
    briefing = chairing(hall, _briefing)
    page.goto(f"{hall.pages}/session/{briefing}/console")
    moderator.press("session-open")
    expect(moderator.get("session-state")).to_have_attribute("data-state", "open")
    screen.page.goto(f"{hall.pages}/session/{briefing}/hall")
    page.bring_to_front()
    page.keyboard.press("n")
    moderator.get("press-name").fill(NAMED)
    moderator.get("press-outlet").fill(OUTLET)
    page.keyboard.press("Enter")
    added = moderator.get("journalist").filter(has_text=NAMED)
    expect(added).to_contain_text(OUTLET)
    is_accessible(page)
    added.get_by_test_id("press-link").click()
    address = moderator.get("seat-link-address").inner_text()
    page.keyboard.press("Escape")

    # The link opens on the journalist's own machine, and gives one seat.
    home = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    home.set_default_timeout(PATIENCE_MS)
    there = home.new_page()
    there.goto(f"{hall.url}{address[address.index('/seat#') :]}")
    there.get_by_test_id("continue-take").click()
    there.wait_for_url(f"**/session/{briefing}")
    journalist = Tab(there)
    journalist.is_live()
    sees(journalist, "strip", NAMED)
    journalist.join()
    journalist.press("request-floor")
    sees(journalist, "own-place", "1st")

    give(moderator, NAMED)
    sees(screen, "hall-nameplate", NAMED)
    sees(screen, "hall-nameplate", OUTLET)
    screen.shows("floor")
    journalist.press("finish")
    expect(moderator.get("thank")).to_be_hidden()
