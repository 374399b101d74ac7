"""From an empty Balai to an open session, by one organiser in a browser: account, three delegations, invitations."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.journeys.conftest import PATIENCE_MS
from tests.journeys.pages import Tab, sees
from tests.journeys.test_the_way_in import AUTHENTICATOR
from tests.support.hall import Hall
from tests.support.mailbox import Mailbox, mailbox
from tests.support.prepared import empty
from tests.support.tier import THOROUGH

DELEGATIONS = {"Chile": "carla@example.org", "Fiji": "filipe@example.org", "Japan": "jun@example.org"}
ACCEPT = list(DELEGATIONS) if THOROUGH else ["Japan"]
"""The delegations that accept their invitations."""


@pytest.fixture
def box() -> Iterator[tuple[Mailbox, int]]:
    """A mail server, and its port."""
    with mailbox() as (taken, server):
        yield taken, server.port


@pytest.fixture
def hall(tmp_path: Path, box: tuple[Mailbox, int]) -> Iterator[Hall]:
    """A hall on an empty database, without the demo. Its address is a name, as passkeys need."""
    hall = empty(
        tmp_path / "data",
        ALLOWED_HOSTS="localhost",
        STAFF_MFA="required",
        MAIL_URL=f"smtp://127.0.0.1:{box[1]}",
        MAIL_FROM="Balai <hall@hall.example>",
    )
    hall.publish(f"http://localhost:{hall.port}")
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def laptops(browser: Browser) -> Iterator[list[BrowserContext]]:
    """A browser of its own for each delegate."""
    size: ViewportSize = {"width": 1024, "height": 900}
    contexts = [browser.new_context(viewport=size, locale="en-GB") for _ in ACCEPT]
    for context in contexts:
        context.set_default_timeout(PATIENCE_MS)
    yield contexts
    for context in contexts:
        context.close()


def link_in(text: str, path: str) -> str:
    found = re.search(rf"http://localhost:\d+/account/{path}/\S+/", text)
    assert found is not None, text
    return found[0]


def test_an_organiser_opens_a_session_with_three_delegations(
    hall: Hall, box: tuple[Mailbox, int], context: BrowserContext, laptops: list[BrowserContext]
) -> None:
    page = context.new_page()
    authenticator = context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    # `make run DEMO=0` prints it at its start.
    page.goto(link_in(hall.manage("organiser_link"), "organiser"))
    # The day may end meanwhile.
    today = datetime.now(UTC).date()
    tomorrow = today + timedelta(days=1)
    page.get_by_label("Your name").fill("Olive Example")
    page.get_by_label("Your e-mail address").fill("olive@example.org")
    page.get_by_label("Name of the conference").fill("Conference on Rivers")
    page.get_by_label("Short name").fill("Rivers 2027")
    page.get_by_label("First day").fill(today.isoformat())
    page.get_by_label("Last day").fill(tomorrow.isoformat())
    page.get_by_role("button", name="Next").click()
    page.get_by_label("A password").fill("a long and old secret")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill("laptop")
    expect(page.get_by_label("Passwordless")).not_to_be_checked()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/2fa/recovery-codes/")
    page.get_by_role("link", name="Continue").click()

    organiser = Tab(page)
    organiser.press("to-account")
    page.get_by_role("link", name="To the conference").click()
    organiser.press("to-organise")
    expect(organiser.get("overview-missing")).to_contain_text("The programme has no session.")
    organiser.press("organise-programme")
    organiser.press("plan-add")
    organiser.get("draft-title").fill("General debate")
    organiser.press("draft-add")
    expect(organiser.get("draft-title")).to_have_count(0)
    organiser.press("organise-people")
    organiser.press("to-delegations")
    for delegation in DELEGATIONS:
        page.get_by_role("rowheader", name="Add a delegation …").click()
        page.keyboard.type(delegation)
        page.keyboard.press("Enter")
        expect(page.get_by_role("rowheader", name=delegation, exact=True)).to_be_visible()
    organiser.press("organise-people")
    for delegation, address in DELEGATIONS.items():
        organiser.press("open-people")
        organiser.get("people-list").fill(f"Demo person of {delegation} <{address}>")
        organiser.get("people-party").select_option(label=delegation)
        organiser.press("people-add")
        expect(organiser.get("people-list")).to_have_count(0)
    organiser.press("invite-rest")
    organiser.get("letter-paragraph").fill("The doors open at eight.")
    organiser.press("letter-send")

    for address in DELEGATIONS.values():
        organiser.eventually(lambda address=address: box[0].to(address))
    for delegation, laptop in zip(ACCEPT, laptops, strict=True):
        address = DELEGATIONS[delegation]
        body = box[0].to(address)[0].get_body(("plain",))
        assert body is not None
        delegate = accepted(laptop, link_in(body.get_content(), "invitation"))
        delegate.page.get_by_test_id("session-1").click()
        sees(delegate, "strip", f"You are {delegation}")
        delegate.is_live()

    page.goto(f"http://localhost:{hall.port}/")
    page.get_by_test_id("session-1").click()
    organiser.press("you")
    page.get_by_role("link", name="Console").click()
    organiser.press("session-open")
    expect(organiser.get("session-state")).to_have_attribute("data-state", "open")
    delegate.press("join")
    delegate.publishes()
    delegate.press("request-floor")
    expect(organiser.page.get_by_role("main")).to_contain_text("Japan")


def accepted(context: BrowserContext, link: str) -> Tab:
    """A delegate's own browser, in which the invitation was accepted, at the conference."""
    page: Page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name="Accept the invitation").click()
    page.get_by_role("link", name="Go to the conference").click()
    return Tab(page)
