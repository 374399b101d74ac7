"""A delegate is invited, accepts on a laptop, moves to a phone, and is withdrawn in mid-sentence."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.axe import violations
from tests.journeys.conftest import PATIENCE_MS, Take
from tests.journeys.pages import Tab, give, sees, thank
from tests.support.hall import Hall, copied
from tests.support.mailbox import Mailbox, mailbox

ORGANISER, SECRET = "olive@example.org", "a long and old secret"


@pytest.fixture
def box() -> Iterator[tuple[Mailbox, int]]:
    """A mail server, and its port."""
    with mailbox() as (taken, server):
        yield taken, server.port


@pytest.fixture
def hall(tmp_path: Path, prepared: Path, box: tuple[Mailbox, int]) -> Iterator[Hall]:
    """A hall that sends e-mails, and has an organiser with an account."""
    hall = Hall(
        copied(prepared, tmp_path / "data"),
        MAIL_URL=f"smtp://127.0.0.1:{box[1]}",
        MAIL_FROM="Balai <hall@hall.example>",
    )
    hall.publish(hall.url)
    hall.account(ORGANISER, SECRET, "organiser")
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def device(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Gives a page on a device of its own."""
    with ExitStack() as contexts:

        def new() -> Page:
            context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            return context.new_page()

        yield new


def signed_in(hall: Hall, page: Page, then: str) -> Tab:
    page.goto(f"{hall.url}/account/login/?next={then}")
    page.get_by_label("Email").fill(ORGANISER)
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return Tab(page)


def link_in(taken: Mailbox, tab: Tab, address: str) -> str:
    """The link of the only e-mail to an address."""
    tab.eventually(lambda: taken.to(address))
    [mail] = taken.to(address)
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(r"http://\S+/account/invitation/\w+/", body.get_content())
    assert found is not None
    return found[0]


def test_a_delegate_is_invited_and_withdrawn_in_mid_sentence(
    hall: Hall, box: tuple[Mailbox, int], device: Callable[[], Page], phone: BrowserContext, take: Take
) -> None:
    [conference] = hall.get("/api/conferences")["conferences"]
    home = f"/c/{conference['slug']}"
    organiser = signed_in(hall, device(), f"{home}/organise/people")
    organiser.press("open-people")
    organiser.get("people-list").fill("Ana Example <ana@example.org>")
    organiser.get("people-party").select_option(label="Fiji")
    assert violations(organiser.page) == []
    organiser.press("people-add")
    organiser.get("filter-text").fill("ana@example.org")
    organiser.page.get_by_role("button", name="Show", exact=True).click()
    row = organiser.page.get_by_test_id("people-rows").locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Not sent")
    row.get_by_role("button", name="Invite").click()
    expect(row).to_contain_text("Sent")

    laptop = device()
    laptop.goto(link_in(box[0], organiser, "ana@example.org"))
    expect(laptop.get_by_role("main")).to_contain_text("Fiji")
    assert violations(laptop) == []
    laptop.get_by_role("button", name="Accept the invitation").click()
    assert violations(laptop) == []
    laptop.get_by_role("link", name="Go to the conference").click()
    laptop.wait_for_url(f"**{home}/programme")
    laptop.goto(f"{hall.url}{home}/session/{hall.session()}")
    ana = Tab(laptop)
    ana.is_live()
    sees(ana, "strip", "You are Fiji")
    expect(row).to_contain_text("Present")

    ana.join()
    ana.get("phone").focus()
    laptop.keyboard.press("Enter")
    address = ana.get("continue-address").inner_text()
    page = phone.new_page()
    page.goto(hall.url + address[address.index("/continue#") :])
    page.get_by_test_id("continue-take").tap()
    page.wait_for_url(f"**/session/{hall.session()}")
    pocket = Tab(page)
    pocket.is_live()
    pocket.join()
    pocket.press("request-floor")

    moderator = take("moderator")
    moderator.press("take-chair")
    moderator.publishes()
    audience = take("audience")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")
    audience.shows("floor")

    organiser.page.bring_to_front()
    row.get_by_role("button", name="Remove").click()
    row.get_by_role("button", name="Remove Ana Example now").click()
    for tab in (pocket, ana):
        expect(tab.get("connection")).to_have_attribute("data-state", "refused")
        expect(tab.get("connection")).to_contain_text("withdrawn")
    audience.hears_nothing_more("floor", meanwhile="chair")
    expect(row).to_have_count(0)
    laptop.goto(link_in(box[0], organiser, "ana@example.org"))
    expect(laptop.get_by_role("main")).to_contain_text("does not open")
