"""A session is closed while people are in it; each role knocks at each of its doors."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIRequestContext, BrowserContext, Playwright, expect

from tests.journeys.conftest import ORGANISER, SECRET, Take
from tests.journeys.pages import Tab, sees
from tests.support.hall import Hall

TOKEN = "() => JSON.parse(sessionStorage['balai.seat/icdd-2021']).token"
REFUSED = "(window.__balai?.connection() === 'refused')"
FOLLOWS = (
    "(window.__balai?.connection() === 'live' && document.querySelector('[data-testid=stage]') !== null)"
)
ROLES = ("audience", "interpreter", "fiji", "operator", "moderator")
STAYS = {
    "delegations": {"interpreter", "fiji", "operator", "hall-screen", "moderator", "organiser"},
    "staff": {"operator", "hall-screen", "moderator", "organiser"},
}
WHY = {"delegations": "session.delegations_only", "staff": "session.staff_only"}
PUBLIC, IN, NOT_PUBLISHED = "public", "in", "publication.not_published"
SIGN_IN, NO_STAFF = "/account/login/", "403"


class Doors:
    """The doors of a hall's session, at which one knocks by plain requests, without a page."""

    def __init__(self, hall: Hall, guest: APIRequestContext, organiser: APIRequestContext) -> None:
        self._url, self._guest, self._organiser = hall.url, guest, organiser
        session = f"/api/v1/sessions/{hall.session()}"
        self._of_the_session: list[tuple[str, str, str | None]] = [
            ("POST", f"{session}/media-token", '{"action": "listen"}'),
            ("GET", f"{session}/minutes", None),
            ("GET", f"{session}/minutes/turns.csv", None),
            ("GET", f"{session}/minutes/questions.csv", None),
        ]
        self._recording = ("POST", f"/api/v1/session-recordings/files/{hall.recording()}/token", None)
        self._administration = ("GET", "/admin/", None)
        hall.account(ORGANISER, SECRET, "organiser")
        self._sign_in()

    def opened(self, role: str, token: str) -> dict[str, set[str]]:
        """What each kind of door answers to the seat's token: `IN`, the code of a refusal, a status or a page."""
        ask = self._organiser if role == "organiser" else self._guest
        return {
            "session": {self._knock(ask, token, *door) for door in self._of_the_session},
            "recording": {self._knock(ask, token, *self._recording)},
            "administration": {self._knock(ask, token, *self._administration)},
        }

    def organisers_token(self) -> str:
        """A token of the organiser, whose browser is signed in."""
        [csrf] = [
            one["value"] for one in self._organiser.storage_state()["cookies"] if one["name"] == "csrftoken"
        ]
        taken = self._organiser.post(f"{self._url}/api/v1/seats", data={}, headers={"X-CSRFToken": csrf})
        return str(taken.json()["token"])

    def _sign_in(self) -> None:
        page = self._organiser.get(f"{self._url}{SIGN_IN}").text()
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found is not None
        form = {"login": ORGANISER, "password": SECRET, "csrfmiddlewaretoken": found[1]}
        assert self._organiser.post(f"{self._url}{SIGN_IN}", form=form).ok

    def _knock(self, ask: APIRequestContext, token: str, method: str, path: str, body: str | None) -> str:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        answer = ask.fetch(f"{self._url}{path}", method=method, headers=headers, data=body)
        ended = urlsplit(answer.url).path
        if answer.ok:
            return IN if ended == path else ended
        is_problem = answer.headers["content-type"].startswith("application/problem+json")
        return str(answer.json()["code"]) if is_problem else str(answer.status)


@pytest.fixture
def doors(hall: Hall, playwright: Playwright) -> Iterator[Doors]:
    """The doors, and an organiser who is signed in without a page."""
    guest, organiser = playwright.request.new_context(), playwright.request.new_context()
    yield Doors(hall, guest, organiser)
    guest.dispose()
    organiser.dispose()


def expected(role: str, policy: str) -> dict[str, set[str]]:
    """What each kind of door should answer."""
    stays = policy == PUBLIC or role in STAYS[policy]
    downloads = IN if role == "moderator" else NOT_PUBLISHED
    return {
        "session": {IN if stays else WHY[policy]},
        "recording": {downloads if stays else WHY[policy]},
        "administration": {NO_STAFF if role == "organiser" else SIGN_IN},
    }


def test_each_role_knocks_at_each_door(
    hall: Hall, take: Take, screen: Tab, phone: BrowserContext, doors: Doors
) -> None:
    tabs = {role: take(role) for role in ROLES} | {"hall-screen": screen}
    moderator = tabs["moderator"]
    moderator.press("tab-rollcall")
    for role, tab in tabs.items():
        assert doors.opened(role, tab.page.evaluate(TOKEN)) == expected(role, PUBLIC), role
    for policy, stays in STAYS.items():
        moderator.page.bring_to_front()
        moderator.get("access").select_option(policy)
        moderator.press("access-apply")
        # Who is out already says nothing of the change.
        moderator.eventually(lambda policy=policy: policy_of(hall) == policy)
        for role, tab in tabs.items():
            # A tab in the background is not drawn.
            tab.page.bring_to_front()
            if role in stays:
                expect(tab.page.locator("[data-state=refused]")).to_have_count(0)
            else:
                is_out(tab)
            opened = doors.opened(role, tab.page.evaluate(TOKEN))
            assert opened == expected(role, policy), (policy, role)
        opened = doors.opened("organiser", doors.organisers_token())
        assert opened == expected("organiser", policy), (policy, "organiser")
        visitor = phone.new_page()
        visitor.goto(f"http://hall.test:{hall.port}/c/icdd-2021/session/{hall.session()}")
        expect(visitor.get_by_test_id("no-guests")).to_be_visible()
        expect(screen.get("join-code")).to_have_count(0)
        assert visitor.request.get(f"{hall.url}/api/v1/sessions/{hall.session()}/qr.svg").status == 404
        visitor.close()

    moderator.page.bring_to_front()
    moderator.get("access").select_option("public")
    moderator.press("access-apply")
    for role in ("audience", "fiji"):
        tab = tabs[role]
        tab.page.bring_to_front()
        # It is refused until the hub has looked at the policies again.
        tab.eventually(lambda tab=tab: comes_back(tab))
    sees(tabs["fiji"], "strip", "You are Fiji")
    expect(screen.get("join-code")).to_be_visible()


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
