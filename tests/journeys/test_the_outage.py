"""The server is killed in mid-session and started again: everyone returns, and nothing acknowledged is lost."""

from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.pages import Tab, listed, sees
from tests.journeys.secretary import call, does
from tests.support.hall import Hall
from tests.support.tier import THOROUGH

WAITING = ("Australia", "Cambodia", "Chile")
TYPED = "Half a question, not yet sent"


def test_the_outage(hall: Hall, take: Take, screen: Tab, phone: BrowserContext) -> None:
    moderator = take("moderator")
    audience = seated(hall, phone.new_page(), "audience")
    fiji = take("fiji")
    fiji.join()
    fiji.press("request-floor")
    sees(fiji, "own-place", "3rd")
    call(hall, "FJ")
    everyone = [moderator, screen, audience, fiji]
    if THOROUGH:
        chile = take("chile")
        chile.press("join-without")
        chile.press("request-floor")
        sees(chile, "own-place", "3rd")
        everyone.append(chile)
    else:
        does(hall, "floor.inscribe", key="chile")
    listed(moderator, *WAITING)
    for listener in (moderator, audience, screen):
        listener.shows("floor")
    audience.press("ask")
    audience.get("question-text").fill(TYPED)

    hall.kill()
    for tab in everyone:
        tab.is_cut_off()
    expect(audience.get("connection")).not_to_have_attribute("data-state", "live")
    expect(audience.get("question-text")).to_have_value(TYPED)
    hall.start()

    for tab in everyone:
        tab.is_live()
    sees(moderator, "holder", "Fiji")
    expect(fiji.get("finish")).to_be_visible()
    listed(moderator, *WAITING)
    if THOROUGH:
        sees(chile, "own-place", "3rd")
    expect(audience.get("question-text")).to_have_value(TYPED)
    fiji.publishes()
    for listener in (moderator, audience, screen):
        listener.shows("floor")
