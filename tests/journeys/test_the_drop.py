"""The holder's line goes in the middle of a turn: everyone is told, the clock stands, and it speaks on elsewhere."""

from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PATIENCE_MS, Take, seated
from tests.journeys.pages import Tab, sees
from tests.journeys.test_the_remote_country_speaks import give, thank
from tests.support.hall import Hall


def device(hall: Hall, browser: Browser) -> Tab:
    """Fiji on a device of its own, which can be lost with all that is on it."""
    device = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    device.set_default_timeout(PATIENCE_MS)
    fiji = seated(hall, device.new_page(), "fiji")
    fiji.join()
    return fiji


def test_the_drop(hall: Hall, take: Take, browser: Browser) -> None:
    moderator, audience = take("moderator"), take("audience")
    fiji = device(hall, browser)
    fiji.press("request-floor")
    sees(fiji, "withdraw", "3rd")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")
    audience.shows("floor")

    fiji.page.context.close()
    sees(audience, "trouble", "Fiji is reconnecting · clock stopped")
    expect(audience.get("clock")).to_have_attribute("data-running", "false")

    back = device(hall, browser)
    expect(back.get("finish")).to_be_visible()
    expect(audience.get("trouble")).to_be_hidden()
    expect(audience.get("clock")).to_have_attribute("data-running", "true")
    audience.shows("floor")
    back.page.context.close()
