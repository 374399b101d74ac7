"""An account's way in: a moderator signs in, adds a passkey, and comes back with the passkey alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.journeys.pages import Tab
from tests.support.hall import Hall, copied

ADDRESS, SECRET = "ana@example.org", "a long and old secret"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A platform's authenticator that verifies its user (WebAuthn, 11.3)."""


@pytest.fixture
def hall(tmp_path: Path, prepared: Path) -> Iterator[Hall]:
    """A hall whose staff need a second factor."""
    hall = Hall(copied(prepared, tmp_path / "data"), STAFF_MFA="required")
    hall.account(ADDRESS, SECRET, "moderator")
    hall.start()
    yield hall
    hall.stop()


def test_a_moderator_comes_back_with_a_passkey(hall: Hall, context: BrowserContext) -> None:
    # Passkeys are bound to a name: `localhost` is one, and 127.0.0.1 is none.
    site = f"http://localhost:{hall.port}"
    console = f"/c/icdd-2021/session/{hall.session()}/console"
    page = context.new_page()
    browser = context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    key = browser.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]
    tab = Tab(page)

    page.goto(f"{site}/account/login/?next={console}")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab.get("second-factor")).to_be_visible()
    page.get_by_role("link", name="Go on").click()

    page.goto(f"{site}/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(SECRET)
    # On a slow line the button comes before the script that it needs, so it is disabled until then.
    scripts: list[Route] = []
    page.route("**/mfa/js/webauthn.js", lambda route: scripts.append(route))
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name of the passkey").fill("laptop")
    page.get_by_label("Passwordless").check()
    add = page.get_by_role("button", name="Add", exact=True)
    expect(add).to_be_disabled()
    tab.eventually(lambda: scripts)
    scripts[0].continue_()
    page.unroute("**/mfa/js/webauthn.js")
    # Enter presses the button only once it is enabled.
    expect(add).to_be_enabled()
    # The device does not recognise the person.
    browser.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.get_by_label("Name of the passkey").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The browser gave no passkey")
    browser.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": True})
    add.click()
    page.wait_for_url("**/2fa/recovery-codes/")
    page.goto(f"{site}{console}")
    expect(tab.get("chair-menu")).to_be_visible()

    page.goto(f"{site}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign Out").click()
    page.goto(f"{site}{console}")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(tab.get("chair-menu")).to_be_visible()
