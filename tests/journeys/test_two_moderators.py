"""Two moderators press *next* at the same moment: nobody is skipped, and one is told why."""

import re

from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.pages import Tab, sees
from tests.support.hall import Hall

PRESS = "() => document.querySelector('[data-testid=call-anyway]').click()"


def refusal_of(tab: Tab) -> str:
    """What the console says of a refusal; empty where it says none."""
    found = tab.get("refusal")
    return found.first.inner_text() if found.count() else ""


def test_two_moderators(hall: Hall, take: Take, browser: Browser) -> None:
    first = take("moderator")
    elsewhere = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    second = seated(hall, elsewhere.new_page(), "moderator")
    for console in (first, second):
        sees(console, "give-floor", "Australia")
        console.press("give-floor")
        sees(console, "not-ready", "Australia")
    hall.pause()
    for console in (first, second):
        console.page.evaluate(PRESS)
    hall.resume()
    for console in (first, second):
        sees(console, "holder", "Australia")
        expect(console.get("give-floor")).to_contain_text("Cambodia")
    first.eventually(lambda: bool(refusal_of(first)) != bool(refusal_of(second)))
    assert re.search("another moderator", refusal_of(first) + refusal_of(second), re.I)
    elsewhere.close()
