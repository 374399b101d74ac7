"""The remote country speaks in Firefox, through an outage too, and a question is asked there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, give, sees, thank
from tests.support.firefox import Firefox, Page, started
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

QUESTION = "Who keeps the register of domain names?"


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """Debian's Firefox, with a fake camera and microphone."""
    profile = tmp_path / "firefox"
    profile.mkdir()
    with started(profile) as firefox:
        yield firefox


def seated(hall: Hall, firefox: Firefox, key: str) -> Page:
    """A Firefox tab in which the seat of a key was taken; returns once it is live."""
    page = firefox.page(f"{hall.url}/take/{key}")
    page.press("take-seat")
    page.waits_until("window.__balai?.connection() === 'live' && document.querySelector('main') !== null")
    return page


def plays(page: Page, slot: str) -> None:
    """Wait until pictures are decoded and sound arrives in a slot."""
    page.bring_to_front()
    page.waits_until(
        f"(now => now && now.audioPackets > 5 && now.framesDecoded > 5)((await window.__balai.slots()).{slot})"
    )


def test_the_remote_country_speaks_and_the_audience_asks_in_firefox(
    hall: Hall, take: Take, screen: Tab, firefox: Firefox
) -> None:
    moderator = take("moderator")
    moderator.press("take-chair")
    moderator.publishes()
    audience = seated(hall, firefox, "audience")
    plays(audience, "chair")

    fiji = seated(hall, firefox, "fiji")
    fiji.press("join")
    fiji.waits_until("window.__balai.publish?.connectionState === 'connected'")
    fiji.press("request-floor")
    sees(moderator, "console-list", "Fiji")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")

    fiji.waits_until("document.querySelector('[data-testid=finish]') !== null")
    for listener in (moderator, screen):
        listener.shows("floor")
    plays(audience, "floor")

    audience.press("ask")
    audience.fill("question-text", QUESTION)
    for page in (audience, fiji):
        page.evaluate("(window.marked = [window.__balai.listen, window.__balai.publish]).length")
    hall.kill()
    for page in (audience, fiji):
        page.waits_until("window.__balai.connection() !== 'live'")
    hall.start()
    for page in (audience, fiji):
        page.waits_until("window.__balai.connection() === 'live'")
    fiji.waits_until(
        "window.__balai.publish !== window.marked[1] && window.__balai.publish?.connectionState === 'connected'"
    )
    audience.waits_until("window.__balai.listen !== null && window.__balai.listen !== window.marked[0]")
    moderator.shows("floor")
    plays(audience, "floor")

    audience.press("question-submit")
    moderator.press("approve-1")
    audience.shows(QUESTION)
    audience.press("vote-1")
    audience.waits_until("document.querySelector('[data-testid=vote-1]').innerText.includes('1')")

    fiji.press("finish")
    expect(moderator.get("holder")).not_to_contain_text("Fiji")
