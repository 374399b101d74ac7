"""A delegate moves to a phone by a code; the first page goes silent, and takes the seat back."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, sees
from tests.support.hall import Hall


def offered(tab: Tab) -> str:
    """The path in the code."""
    address = tab.get("continue-address").inner_text()
    return address[address.index("/continue#") :]


def scan(hall: Hall, phone: BrowserContext, path: str) -> Page:
    page = phone.new_page()
    page.goto(f"http://hall.test:{hall.port}{path}")
    return page


def test_a_seat_moves_to_a_phone_and_back(hall: Hall, take: Take, phone: BrowserContext) -> None:
    fiji = take("fiji")
    fiji.join()
    fiji.reveal("phone").press("Enter")
    path = offered(fiji)
    expect(fiji.get("continue-left")).to_contain_text("works once")
    page = scan(hall, phone, path)
    page.get_by_test_id("continue-take").tap()
    page.wait_for_url(f"http://hall.test:{hall.port}/c/icdd-2021/session/{hall.session()}")
    pocket = Tab(page)
    pocket.is_live()
    sees(pocket, "strip", "You are Fiji")
    expect(fiji.get("continue-done")).to_have_text("Continued on your phone")
    fiji.page.keyboard.press("Escape")
    expect(fiji.get("continue-sheet")).to_have_count(0)
    expect(fiji.get("continued-elsewhere")).to_be_visible()
    fiji.waits_until("() => !window.__balai.publish")
    expect(fiji.get("check")).to_have_count(0)
    expect(fiji.get("listen")).to_be_visible()
    expect(pocket.get("continued-elsewhere")).to_have_count(0)
    pocket.press("request-floor")
    expect(fiji.get("own-place")).to_contain_text("3rd")

    fiji.press("continue-back")
    expect(fiji.get("continued-elsewhere")).to_have_count(0)
    fiji.publishes()
    expect(pocket.get("continued-elsewhere")).to_be_visible()
    pocket.page.reload()
    pocket.is_live()
    expect(pocket.get("continued-elsewhere")).to_be_visible()


@pytest.mark.thorough
def test_a_code_is_valid_for_one_phone_and_a_console_moves_too(
    hall: Hall, take: Take, phone: BrowserContext
) -> None:
    audience = take("audience")
    audience.press("phone")
    path = offered(audience)
    late = scan(hall, phone, path)
    first = scan(hall, phone, path)
    first.get_by_test_id("continue-take").click()
    first.wait_for_url("**/session/*")
    late.get_by_test_id("continue-take").click()
    expect(late.get_by_test_id("continue-trouble")).to_contain_text("used already")
    late.wait_for_function("() => !Object.keys(sessionStorage).some((key) => key.startsWith('balai.seat'))")

    first.close()
    late.close()

    moderator = take("moderator")
    moderator.press("phone")
    page = scan(hall, phone, offered(moderator))
    page.get_by_test_id("continue-take").tap()
    page.wait_for_url(f"http://hall.test:{hall.port}/c/icdd-2021/session/{hall.session()}/console")
    walking = Tab(page)
    walking.is_live()
    expect(moderator.get("continued-elsewhere")).to_be_visible()
    expect(walking.get("give-floor")).to_be_enabled()
