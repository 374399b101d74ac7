"""The server is killed in mid-session and started again: everyone returns, and nothing acknowledged is lost."""

from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.pages import Tab, give, sees, thank
from tests.support.hall import Hall

TYPED = "Half a question, not yet sent"


def test_the_outage(hall: Hall, take: Take, screen: Tab, phone: BrowserContext) -> None:
    moderator = take("moderator")
    audience = seated(hall, phone.new_page(), "audience")
    fiji = take("fiji")
    fiji.join()
    fiji.press("request-floor")
    sees(fiji, "withdraw", "3rd")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")
    chile = take("chile")
    chile.press("join-without")
    chile.press("request-floor")
    sees(chile, "withdraw", "1st")
    for listener in (moderator, audience, screen):
        listener.shows("floor")
    audience.press("tab-questions")
    audience.get("question-text").fill(TYPED)

    hall.kill()
    everyone = (moderator, screen, audience, fiji, chile)
    for tab in everyone:
        tab.is_cut_off()
    expect(audience.get("connection")).not_to_have_attribute("data-state", "live")
    expect(audience.get("question-text")).to_have_value(TYPED)
    hall.start()

    for tab in everyone:
        tab.is_live()
    sees(moderator, "holder", "Fiji")
    expect(fiji.get("finish")).to_be_visible()
    sees(chile, "withdraw", "1st")
    expect(audience.get("question-text")).to_have_value(TYPED)
    fiji.publishes()
    for listener in (moderator, audience, screen):
        listener.shows("floor")
