"""A delegation requests the floor of coming sessions (FL3); two at once are a conflict, which both chairs see."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.pages import sees
from tests.journeys.panels import panels_of
from tests.journeys.secretary import chairing
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough


def test_the_request_ahead(hall: Hall, take: Take) -> None:
    first, second, *_ = chairing(hall, panels_of)
    fiji, moderator = take("fiji"), take("moderator")
    fiji.page.goto(f"{hall.pages}/programme")
    fiji.is_live()
    ahead = fiji.get("ahead")
    if ahead.get_attribute("open") is None:
        ahead.locator("summary").click()
    fiji.press(f"ahead-{first}")
    expect(fiji.get(f"ahead-{first}")).to_have_count(0)
    expect(fiji.get("my-turns").get_by_role("listitem")).to_have_count(1)
    expect(fiji.get("clash")).to_have_count(0)
    fiji.press(f"ahead-{second}")
    expect(fiji.get("my-turns").get_by_role("listitem")).to_have_count(2)
    expect(fiji.get("clash")).to_have_count(2)

    for panel in (first, second):
        moderator.page.goto(f"{hall.pages}/session/{panel}/console")
        moderator.is_live()
        row = moderator.get("console-list").locator("li").filter(has_text="Fiji")
        row.locator(".name").click()
        sees(moderator, "clash", "At the same time also on the list of")

    # It withdraws from one, and the warnings end.
    fiji.page.goto(f"{hall.pages}/session/{first}")
    fiji.press("withdraw")
    expect(moderator.get("clash")).to_have_count(0)
