"""A phone in the hall scans the code, or types it, and joins the audience: no account, no secure context."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, sees
from tests.support.hall import Hall, copied


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Hall]:
    """One hall for all who join it."""
    folder = tmp_path_factory.mktemp("hall") / "data"
    hall = Hall(copied(prepared, folder), ALLOWED_HOSTS="127.0.0.1,hall.test")
    hall.start()
    yield hall
    hall.stop()


def code_on(screen: Tab) -> str:
    """The code on the hall screen."""
    return screen.get("join-code").inner_text()


def is_in_the_audience(page: Page, hall: Hall) -> Tab:
    """The tab is on the session's page, seated and live."""
    page.wait_for_url(f"http://hall.test:{hall.port}/c/icdd-2021/session/{hall.session()}")
    tab = Tab(page)
    tab.is_live()
    return tab


def test_from_the_scan_to_the_seat(hall: Hall, screen: Tab, phone: BrowserContext) -> None:
    code = code_on(screen).replace(" ", "")
    page = phone.new_page()
    page.goto(f"http://hall.test:{hall.port}/join/{code}")
    page.get_by_test_id("guest-enter").tap()
    visitor = is_in_the_audience(page, hall)
    sees(visitor, "strip", "You are in the audience")
    visitor.press("listen")
    visitor.ask("Can you hear the phone?")
    expect(visitor.page.get_by_text("waits for the moderator")).to_be_visible()


def test_a_code_is_typed_with_the_keyboard_alone(hall: Hall, screen: Tab, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"http://hall.test:{hall.port}/join")
    expect(page.get_by_test_id("join-code")).to_be_focused()
    page.keyboard.type("cccccc")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("guest-trouble")).to_contain_text("Compare it with the hall screen")
    expect(page.get_by_test_id("join-code")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(code_on(screen).lower().replace(" ", "-"))
    page.keyboard.press("Tab")
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    sees(is_in_the_audience(page, hall), "strip", "You are Ana")


def test_an_unknown_session_offers_no_seat(hall: Hall, phone: BrowserContext, take: Take) -> None:
    page = phone.new_page()
    for path in ("/c/icdd-2021/session/999", "/c/icdd-2021/session/999/console"):
        page.goto(f"http://hall.test:{hall.port}{path}")
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no such session")
        expect(page.get_by_test_id("guest-enter")).to_have_count(0)

    # A person with a seat is told so, too.
    audience = take("audience")
    audience.page.goto(f"{hall.pages}/session/999")
    expect(audience.page.get_by_role("heading", level=1)).to_have_text("There is no such session")
    audience.page.get_by_role("link", name="Programme").click()
    audience.is_live()


def test_a_guest_joins_by_the_address_of_the_session(hall: Hall, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(f"http://hall.test:{hall.port}/c/icdd-2021/session/{hall.session()}")
    page.get_by_test_id("guest-name").fill("Ana")
    page.get_by_test_id("guest-enter").click()
    sees(is_in_the_audience(page, hall), "strip", "You are Ana")
