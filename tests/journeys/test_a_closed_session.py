"""A session is closed while people are in it; each role knocks at each of its doors."""

from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, sees
from tests.support.hall import Hall

KNOCK = """async (doors) => {
    const { token } = JSON.parse(sessionStorage['balai.seat/icdd-2021']);
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const knock = async ([method, path, body]) => {
        const answer = await fetch(path, { method, headers, body });
        return answer.ok ? 'in' : (await answer.json()).code;
    };
    return Promise.all(doors.map(knock));
}"""
REFUSED = "(window.__balai?.connection() === 'refused')"
FOLLOWS = (
    "(window.__balai?.connection() === 'live' && document.querySelector('[data-testid=stage]') !== null)"
)
ROLES = ("audience", "interpreter", "fiji", "operator", "moderator")
STAYS = {
    "delegations": {"interpreter", "fiji", "operator", "hall-screen", "moderator"},
    "staff": {"operator", "hall-screen", "moderator"},
}
WHY = {"delegations": "session.delegations_only", "staff": "session.staff_only"}


def doors(hall: Hall) -> list[tuple[str, str, str | None]]:
    session = f"/api/sessions/{hall.session()}"
    return [
        ("POST", f"{session}/media-token", '{"action": "listen"}'),
        ("GET", f"{session}/minutes", None),
        ("GET", f"{session}/minutes/turns.csv", None),
        ("GET", f"{session}/minutes/questions.csv", None),
    ]


def test_each_role_knocks_at_each_door(hall: Hall, take: Take, screen: Tab, phone: BrowserContext) -> None:
    tabs = {role: take(role) for role in ROLES} | {"hall-screen": screen}
    moderator = tabs["moderator"]
    moderator.press("tab-rollcall")
    for policy, stays in STAYS.items():
        moderator.page.bring_to_front()
        moderator.get("access").select_option(policy)
        for role, tab in tabs.items():
            # A tab in the background is not drawn.
            tab.page.bring_to_front()
            if role in stays:
                assert tab.page.evaluate(KNOCK, doors(hall)) == ["in"] * len(doors(hall)), (policy, role)
                expect(tab.page.locator("[data-state=refused]")).to_have_count(0)
            else:
                is_out(tab)
                assert tab.page.evaluate(KNOCK, doors(hall)) == [WHY[policy]] * len(doors(hall)), (
                    policy,
                    role,
                )
        visitor = phone.new_page()
        visitor.goto(f"http://hall.test:{hall.port}/c/icdd-2021/session/{hall.session()}")
        expect(visitor.get_by_test_id("no-guests")).to_be_visible()
        expect(screen.get("join-code")).to_have_count(0)
        assert visitor.request.get(f"{hall.url}/api/sessions/{hall.session()}/qr.svg").status == 404
        visitor.close()

    moderator.page.bring_to_front()
    moderator.get("access").select_option("public")
    for role in ("audience", "fiji"):
        tab = tabs[role]
        tab.page.bring_to_front()
        # It is refused until the hub has looked at the policies again.
        tab.eventually(lambda tab=tab: comes_back(tab))
    sees(tabs["fiji"], "strip", "You are Fiji")
    expect(screen.get("join-code")).to_be_visible()


def is_out(tab: Tab) -> None:
    """The page says that the session is not open to it, and not only that the line is down."""
    expect(tab.get("connection")).to_have_attribute("data-state", "refused")
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("This session is not open to you")


def comes_back(tab: Tab) -> bool:
    """Load the page again; whether it follows the session, and is not refused."""
    tab.page.reload()
    tab.waits_until(f"() => {REFUSED} || {FOLLOWS}")
    return bool(tab.page.evaluate(FOLLOWS))
