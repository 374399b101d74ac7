"""The pages around a session, in every theme: ways in, the check, help, phones, and the programme."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.journeys.conftest import PATIENCE_MS, Take, seated
from tests.journeys.everyone import is_clean_and_translated
from tests.journeys.pages import Tab, sees
from tests.journeys.test_the_move_to_a_phone import offered
from tests.support.hall import Hall

PRINTED = (1440, 1024, 390)
"""Widths for a seat card, which is as wide as its paper."""


def shows(page: Page, address: str, testid: str) -> Page:
    """Go to an address, and wait for an element."""
    page.goto(address)
    page.get_by_test_id(testid).first.wait_for()
    return page


def test_entrance_pages_are_accessible(hall: Hall, context: BrowserContext) -> None:
    page = context.new_page()
    is_clean_and_translated(shows(page, f"{hall.url}/take/fiji", "take-seat"), "take")
    is_clean_and_translated(shows(page, f"{hall.url}/join", "join-code"), "join")
    page.get_by_test_id("join-code").fill("ZZZZZZ")
    page.keyboard.press("Enter")
    page.get_by_role("alert").first.wait_for()
    is_clean_and_translated(page, "join unknown")
    is_clean_and_translated(shows(page, f"{hall.url}/join/{hall.code()}", "guest-enter"), "join known")
    is_clean_and_translated(
        shows(page, f"{hall.pages}/session/{hall.session()}", "guest-enter"), "entrance of a session"
    )
    page.goto(f"{hall.pages}/programme")
    page.get_by_role("heading", level=1).wait_for()
    is_clean_and_translated(page, "entrance of the programme")
    is_clean_and_translated(shows(page, f"{hall.url}/phones", "phones-none"), "phones")
    page.goto(f"{hall.url}/nowhere")
    page.get_by_role("heading", level=1).wait_for()
    is_clean_and_translated(page, "nowhere")
    is_clean_and_translated(shows(page, f"{hall.url}/continue#nonsense", "continue-take"), "continue")
    page.get_by_test_id("continue-take").click()
    page.get_by_test_id("continue-trouble").wait_for()
    is_clean_and_translated(page, "continue too late")


@pytest.mark.thorough
def test_a_seat_card_and_a_seat_that_is_refused(hall: Hall, context: BrowserContext) -> None:
    staff = hall.seat("operator")["token"]
    card = hall.post("/api/v1/seatcards", {}, staff)["cards"][0]
    desk = seated(hall, context.new_page(), "operator").page
    is_clean_and_translated(shows(desk, f"{hall.pages}/seatcards", "cards-print"), "seat cards", PRINTED)
    desk.close()
    page = shows(context.new_page(), f"{hall.url}/card", "card-code")
    is_clean_and_translated(page, "card")
    page.get_by_test_id("card-code").fill("1 ZZZZ")
    page.keyboard.press("Enter")
    page.get_by_test_id("card-trouble").wait_for()
    is_clean_and_translated(page, "card unknown", (390,))
    page.get_by_test_id("card-code").fill(card["code"])
    page.keyboard.press("Enter")
    page.get_by_test_id("card-take").wait_for()
    broken: list[Error] = []
    page.on("pageerror", lambda error: broken.append(error))
    page.goto("about:blank")
    shows(page, f"{hall.url}/card#{card['code']}", "card-take")
    assert broken == []
    is_clean_and_translated(page, "card known", (390,))
    page.get_by_test_id("card-take").click()
    tab = Tab(page)
    tab.is_live()

    hall.post("/api/v1/seatcards/revoke", {"party": card["party"]}, staff)
    expect(tab.get("connection")).to_have_attribute("data-state", "refused")
    is_clean_and_translated(tab, "refused")
    page.route("**/seats/visitor", lambda route: route.abort())
    tab.press("help")
    sees(tab, "help-trouble", "cannot be reached")
    is_clean_and_translated(tab, "help out of reach", (390,))
    page.unroute("**/seats/visitor")
    tab.press("help-retry")
    sees(tab, "help-desk", "Nobody who could answer is here")
    is_clean_and_translated(tab, "help from the entrance")
    tab.press("help-call")
    sees(tab, "help-state", "Your call is open")
    is_clean_and_translated(tab, "help from the entrance called", (390,))
    page.reload()
    sees(tab, "help", "Your call for help")


@pytest.mark.thorough
def test_the_check_and_the_help(hall: Hall, take: Take) -> None:
    operator, fiji, audience = take("operator"), take("fiji"), take("audience")
    audience.press("help")
    sees(audience, "help-desk", "operator is here")
    is_clean_and_translated(audience, "help")
    audience.get("help-text").fill("I hear nothing.")
    audience.press("help-call")
    expect(audience.get("help-thread")).to_be_visible()
    is_clean_and_translated(audience, "help called")
    operator.page.goto(f"{hall.pages}/help")
    call = operator.page.locator('[data-testid^="help-call-"]')
    expect(call).to_have_count(1)
    is_clean_and_translated(operator, "help queue")

    operator.page.goto(f"{hall.pages}/checks")
    expect(operator.get("checks-count")).to_be_visible()
    is_clean_and_translated(operator, "checks before")
    fiji.page.goto(f"{hall.pages}/check")
    fiji.get("check-begin").wait_for()
    is_clean_and_translated(fiji, "check before")
    fiji.press("check-begin")
    expect(fiji.get("speaker-yes")).to_be_visible()
    is_clean_and_translated(fiji, "check asking")
    fiji.press("speaker-yes")
    # Its verdict is not checked here: a busy machine loses packets.
    fiji.get("verdict").wait_for()
    party = fiji.page.evaluate("() => JSON.parse(sessionStorage['balai.seat/icdd-2021']).seat.party")
    expect(operator.get(f"checked-party-{party}")).not_to_contain_text("never")
    fiji.page.bring_to_front()
    is_clean_and_translated(fiji, "check after")
    is_clean_and_translated(operator, "checks after")
    audience.page.goto(f"{hall.pages}/checks")
    audience.page.get_by_role("heading", level=1).wait_for()
    is_clean_and_translated(audience, "not yours")


def test_the_phone(hall: Hall, take: Take, browser: Browser) -> None:
    fiji = take("fiji")
    fiji.press("join-without")
    fiji.press("phone")
    path = offered(fiji)
    is_clean_and_translated(fiji, "phone offered")
    elsewhere = browser.new_context(locale="en-GB")
    elsewhere.set_default_timeout(PATIENCE_MS)
    page = elsewhere.new_page()
    page.goto(f"{hall.url}{path}")
    page.get_by_test_id("continue-take").click()
    Tab(page).is_live()
    expect(fiji.get("continue-done")).to_be_visible()
    is_clean_and_translated(fiji, "phone taken")
    fiji.page.keyboard.press("Escape")
    expect(fiji.get("continued-elsewhere")).to_be_visible()
    is_clean_and_translated(fiji, "continued elsewhere")
    elsewhere.close()
