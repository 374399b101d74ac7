"""A delegate in the hall scans its seat card, asks for the floor from a phone, and speaks from the hall (FL2)."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, give, sees, thank
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough


def test_the_seat_card(hall: Hall, take: Take, phone: BrowserContext) -> None:
    cards = hall.post("/api/v1/seatcards", {}, hall.seat("operator")["token"])["cards"]
    japan = hall.seat("japan")["seat"]["party"]
    operator, moderator = take("operator"), take("moderator")
    operator.press("publish-hall")
    expect(operator.get("hall-on")).to_be_visible()
    page = phone.new_page()
    page.goto(f"{hall.url}/card#{next(card['code'] for card in cards if card['party'] == japan)}")
    page.get_by_test_id("card-take").tap()
    delegate = Tab(page)
    delegate.is_live()
    delegate.press("request-floor")
    sees(delegate, "own-place", "3rd")
    row = operator.page.locator("[data-testid^=desk-row-]").filter(has_text="Japan")
    expect(row).to_contain_text("not confirmed")

    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    sees(delegate, "on-deck", "Go to the microphone in the hall")
    row.locator("[data-testid^=desk-confirm-]").click()
    expect(row).not_to_contain_text("not confirmed")
    moderator.press("give-floor")  # its presence is confirmed, so nothing is asked
    sees(moderator, "holder", "Japan")
    moderator.plays("floor")
    delegate.page.bring_to_front()
    expect(delegate.get("finish")).to_be_visible()
