"""A session is closed while people are in it: who may not stay is out at once, and comes back when it is open again."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, sees
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

REFUSED = "(window.__balai?.connection() === 'refused')"
FOLLOWS = (
    "(window.__balai?.connection() === 'live' && document.querySelector('[data-testid=stage]') !== null)"
)
ROLES = ("audience", "interpreter", "fiji", "operator", "moderator")
STAYS = {
    "delegations": {"interpreter", "fiji", "operator", "hall-screen", "moderator"},
    "staff": {"operator", "hall-screen", "moderator"},
}
"""Who stays under a policy. What each seat may enter is tested in tests/sessions/access/test_entry_points.py."""


def test_a_session_is_closed_and_opened_again(
    hall: Hall, take: Take, screen: Tab, phone: BrowserContext
) -> None:
    tabs = {role: take(role) for role in ROLES} | {"hall-screen": screen}
    moderator = tabs["moderator"]
    for policy, stays in STAYS.items():
        moderator.page.bring_to_front()
        admits(moderator, policy)
        # Who is out already says nothing of the change.
        moderator.eventually(lambda policy=policy: policy_of(hall) == policy)
        for role, tab in tabs.items():
            # A tab in the background is not drawn.
            tab.page.bring_to_front()
            if role not in stays:
                is_out(tab)
        for role in stays:
            expect(tabs[role].page.locator("[data-state=refused]")).to_have_count(0)
        visitor = phone.new_page()
        visitor.goto(f"http://hall.test:{hall.port}/c/icdd-2021/session/{hall.session()}")
        expect(visitor.get_by_test_id("no-guests")).to_be_visible()
        expect(screen.get("join-code")).to_have_count(0)
        assert visitor.request.get(f"{hall.url}/api/v1/sessions/{hall.session()}/qr.svg").status == 404
        visitor.close()

    moderator.page.bring_to_front()
    admits(moderator, "public")
    for role in ("audience", "fiji"):
        tab = tabs[role]
        tab.page.bring_to_front()
        # It is refused until the hub has looked at the policies again.
        tab.eventually(lambda tab=tab: comes_back(tab))
    sees(tabs["fiji"], "strip", "You are Fiji")
    expect(screen.get("join-code")).to_be_visible()


def admits(moderator: Tab, policy: str) -> None:
    """Choose who may enter, in the menu of the session."""
    moderator.press("access-open")
    moderator.get("access").select_option(policy)
    moderator.press("access-apply")
    moderator.page.keyboard.press("Escape")


def policy_of(hall: Hall) -> str:
    """Who may enter the session, as the server says."""
    return str(hall.get(f"/api/v1/sessions/{hall.session()}")["access"])


def is_out(tab: Tab) -> None:
    """The page says that the session is not open to it, and not only that the line is down."""
    expect(tab.get("connection")).to_have_attribute("data-state", "refused")
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("This session is not open to you")


def comes_back(tab: Tab) -> bool:
    """Load the page again; whether it follows the session, and is not refused."""
    tab.page.reload()
    tab.waits_until(f"() => {REFUSED} || {FOLLOWS}")
    return bool(tab.page.evaluate(FOLLOWS))
