"""A session is adjourned by keyboard, goes on with its list, and is closed for good: who waits was not heard.

Reasons reach those concerned, and the minutes say who did what (FL8, FL24, FL26).
"""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, give, listed, sees
from tests.journeys.secretary import inscribe
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

FETCH = """async (path) => {
    const { token } = JSON.parse(sessionStorage['balai.seat/icdd-2021']);
    return (await fetch(path, { headers: { Authorization: `Bearer ${token}` } })).json();
}"""


def test_adjourn_and_go_on(hall: Hall, take: Take, screen: Tab) -> None:
    inscribe(hall, "FJ")
    fiji, moderator = take("fiji"), take("moderator")
    keys = moderator.page.keyboard
    listed(moderator, "Australia", "Cambodia", "Fiji")

    # A reason is a key away, goes with one act, and reaches the party.
    for _ in range(3):
        keys.press("ArrowDown")
    sees(moderator, "chosen", "Fiji")
    keys.press("Shift+R")
    expect(moderator.get("act-reason")).to_be_focused()
    keys.type("A flight")
    keys.press("Enter")
    keys.press("Alt+ArrowUp")
    listed(moderator, "Australia", "Fiji", "Cambodia")
    expect(moderator.get("act-reason")).to_have_count(0)
    sees(fiji, "notice", "The reason given: A flight")

    # Adjourned: everyone reads when it goes on, and the turn waits.
    give(moderator, "Australia")
    keys.press("Shift+D")
    expect(moderator.get("adjourn-day")).to_be_focused()
    moderator.get("adjourn-reason").fill("Dinner")
    keys.press("Enter")
    expect(moderator.get("session-state")).to_contain_text("Adjourned to")
    sees(fiji, "adjourned", "Adjourned")
    sees(screen, "hall-suspended", "The session goes on")
    sees(moderator, "holder", "Australia")

    # It goes on with its list.
    moderator.page.bring_to_front()
    keys.press("Shift+O")
    expect(moderator.get("session-state")).to_have_attribute("data-state", "open")
    listed(moderator, "Fiji", "Cambodia")
    expect(fiji.get("adjourned")).to_have_count(0)

    # Closed for good: it names who is not heard and what is open, and asks.
    moderator.page.bring_to_front()
    keys.press("Shift+C")
    expect(moderator.get("session-close-cancel")).to_be_focused()
    expect(moderator.get("closing-unheard").locator("li")).to_have_text(["Fiji", "Cambodia"])
    sees(moderator, "closing-open", "Australia has the floor")
    moderator.get("session-close-confirm").focus()
    keys.press("Enter")
    expect(moderator.get("session-state")).to_have_attribute("data-state", "closed")
    sees(fiji, "not-heard", "before your party was heard")
    fiji.page.reload()
    sees(fiji, "not-heard", "before your party was heard")

    # The minutes say so, act by act.
    minutes = fiji.page.evaluate(FETCH, f"/api/v1/sessions/{hall.session()}/minutes")
    acts = next(section for section in minutes["sections"] if section["name"] == "acts")
    names = [column["name"] for column in acts["columns"]]
    rows = [dict(zip(names, (cell["text"] for cell in row["cells"]), strict=True)) for row in acts["rows"]]
    moved = next(row for row in rows if row["event"] == "Moved in the list")
    assert (moved["party"], moved["details"], moved["reason"]) == (
        "Fiji", "from place 3 to place 2", "A flight",
    )  # fmt: skip
    told = [row["event"] for row in rows]
    assert told[-4:] == ["Floor given", "Session adjourned to a date", "Session resumed", "Session closed"]
