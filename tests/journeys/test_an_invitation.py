"""A delegate accepts an invitation on a laptop, signs in by a provider on a tablet, and moves to a phone.

It is withdrawn in mid-sentence. The mail server and the OpenID Connect provider are real ones on loopback.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from oidc_provider_mock import User as ProviderUser
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.axe import is_accessible
from tests.journeys.conftest import ORGANISER, PATIENCE_MS, SECRET, Take
from tests.journeys.pages import Tab, sees
from tests.journeys.secretary import call
from tests.support.hall import Hall, copied
from tests.support.mailbox import Mailbox, mailbox
from tests.support.tier import THOROUGH

ANA = "ana@example.org"


@pytest.fixture
def box() -> Iterator[tuple[Mailbox, int]]:
    """A mail server, and its port."""
    with mailbox() as (taken, server):
        yield taken, server.port


@pytest.fixture
def provider() -> Iterator[str]:
    """The address of an OpenID Connect provider that knows Ana."""
    ana = ProviderUser(sub="ana", claims={"email": ANA, "email_verified": True})
    with run_server_in_thread(user_claims=[ana]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def hall(tmp_path: Path, organised: Path, box: tuple[Mailbox, int], provider: str) -> Iterator[Hall]:
    """A hall that sends e-mails, knows the provider, and has an organiser with an account."""
    hall = Hall(
        copied(organised, tmp_path / "data"),
        MAIL_URL=f"smtp://127.0.0.1:{box[1]}",
        MAIL_FROM="Balai <hall@hall.example>",
        OIDC_URL=provider,
        OIDC_NAME="Ministry",
        OIDC_CLIENT_ID="balai",
        OIDC_CLIENT_SECRET="secret",
    )
    hall.publish(hall.url)
    hall.is_demo(False)
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


def signed_in(hall: Hall, page: Page, then: str, email: str = ORGANISER) -> Tab:
    page.goto(f"{hall.url}/account/login/?next={then}")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Sign in", exact=True).click()
    return Tab(page)


def signed_in_by_provider(page: Page, to: str) -> Tab:
    """A tab on a page of Balai, after signing in by the provider."""
    site = to[: to.index("/c/")]
    # The provider's page asks for a style sheet of another site.
    page.route("https://**", lambda route: route.abort())
    page.goto(f"{site}/account/login/?next={to.removeprefix(site)}")
    page.get_by_role("button", name="Sign in with Ministry").click()
    page.locator("button[name=sub][value=ana]").click()
    page.wait_for_url(to)
    return Tab(page)


def next_mail(taken: Mailbox, tab: Tab, already: int = 0) -> str:
    """The text of Ana's only e-mail after those that were there already."""
    tab.eventually(lambda: len(taken.to(ANA)) > already)
    [mail] = taken.to(ANA)[already:]
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(mail: str) -> str:
    """The link of an invitation."""
    found = re.search(r"http://\S+/account/invitation/\w+/", mail)
    assert found is not None
    return found[0]


def test_a_delegate_is_invited_and_withdrawn_in_mid_sentence(
    hall: Hall, box: tuple[Mailbox, int], device: Callable[[], Page], phone: BrowserContext, take: Take
) -> None:
    [conference] = hall.get("/api/v1/conferences")["conferences"]
    home = f"/c/{conference['slug']}"
    organiser = signed_in(hall, device(), f"{home}/organise/people")
    organiser.press("open-people")
    organiser.get("people-list").fill(f"Ana Example <{ANA}>")
    organiser.get("people-party").select_option(label="Fiji")
    is_accessible(organiser.page)
    organiser.press("people-add")
    organiser.get("filter-text").fill(ANA)
    organiser.page.get_by_role("button", name="Show", exact=True).click()
    row = organiser.page.get_by_test_id("people-rows").locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Not sent")
    row.get_by_role("button", name="Invite").click()
    organiser.press("letter-send")
    expect(row).to_contain_text("Sent")

    laptop = device()
    link = link_in(next_mail(box[0], organiser))
    laptop.goto(link)
    expect(laptop.get_by_role("main")).to_contain_text("Fiji")
    is_accessible(laptop)
    laptop.get_by_role("button", name="Accept the invitation").click()
    is_accessible(laptop)
    laptop.get_by_role("link", name="Go to the conference").click()
    laptop.wait_for_url(f"**{home}/programme")
    hall.is_demo(True)  # the moderator and the audience take seats of the demo
    laptop.goto(f"{hall.url}{home}/session/{hall.session()}")
    ana = Tab(laptop)
    ana.is_live()
    sees(ana, "strip", "You are Fiji")
    expect(row).to_contain_text("Present")

    tablet = signed_in_by_provider(device(), laptop.url)
    tablet.is_live()
    sees(tablet, "strip", "You are Fiji")
    assert "Ministry" in next_mail(box[0], tablet, already=1)

    laptop.bring_to_front()
    speaker, seats = ana, [ana, tablet]
    if THOROUGH:
        ana.join()
        ana.reveal("phone").press("Enter")
        address = ana.get("continue-address").inner_text()
        page = phone.new_page()
        page.goto(hall.url + address[address.index("/continue#") :])
        page.get_by_test_id("continue-take").tap()
        page.wait_for_url(f"**/session/{hall.session()}")
        speaker = Tab(page)
        speaker.is_live()
        seats.append(speaker)
    speaker.join()
    speaker.press("request-floor")
    expect(speaker.get("withdraw")).to_be_visible()

    moderator = take("moderator")
    moderator.press("take-chair")
    moderator.publishes()
    audience = take("audience")
    call(hall, "FJ")
    audience.shows("floor")

    organiser.page.bring_to_front()
    row.get_by_role("button", name="Remove").click()
    row.get_by_role("button", name="Remove Ana Example now").click()
    for tab in seats:
        expect(tab.get("connection")).to_have_attribute("data-state", "refused")
        expect(tab.get("connection")).to_contain_text("withdrawn")
    audience.hears_nothing_more("floor", meanwhile="chair")
    expect(row).to_have_count(0)
    laptop.goto(link)
    expect(laptop.get_by_role("main")).to_contain_text("does not open")
