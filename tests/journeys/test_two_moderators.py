"""Two moderators act at the same moment: nobody is skipped, one move is made, and the other moderator is told why."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PATIENCE_MS, Take, seated
from tests.journeys.pages import Tab, listed, sees
from tests.journeys.secretary import inscribe
from tests.support.hall import Hall

PRESS = "(testid) => document.querySelector(`[data-testid=${testid}]`).click()"


@pytest.fixture
def consoles(hall: Hall, take: Take, browser: Browser) -> Iterator[tuple[Tab, Tab]]:
    """Two consoles of the open session, each in a browser of its own."""
    elsewhere = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    elsewhere.set_default_timeout(PATIENCE_MS)
    yield take("moderator"), seated(hall, elsewhere.new_page(), "moderator")
    elsewhere.close()


def refusal_of(tab: Tab) -> str:
    """The refusal on the console; empty if there is none."""
    return " ".join(tab.get("refusal").all_inner_texts())


def at_once(hall: Hall, consoles: tuple[Tab, Tab], first: str, second: str) -> tuple[Tab, Tab]:
    """Press a button on each console before it hears of the other; returns the successful and the refused console."""
    one, other = consoles
    hall.pause()
    one.page.evaluate(PRESS, first)
    other.page.evaluate(PRESS, second)
    hall.resume()
    one.eventually(lambda: bool(refusal_of(one)) != bool(refusal_of(other)))
    return (other, one) if refusal_of(one) else (one, other)


def test_two_moderators(hall: Hall, consoles: tuple[Tab, Tab]) -> None:
    inscribe(hall, "CL")
    first, _ = consoles
    for console in consoles:
        listed(console, "Australia", "Cambodia", "Chile")
        console.get("console-list").get_by_role("button").nth(1).click()
        sees(console, "chosen", "Cambodia")
    early, late = at_once(hall, consoles, "move-up", "move-down")
    moved = ("Cambodia", "Australia", "Chile") if early is first else ("Australia", "Chile", "Cambodia")
    for console in consoles:
        listed(console, *moved)
    sees(early, "undo", "moved Cambodia")
    assert "The list changed at the same moment" in refusal_of(late)

    # A second, deliberate press is not refused.
    late.press("move-up" if late is first else "move-down")
    for console in consoles:
        listed(console, "Australia", "Cambodia", "Chile")
        expect(console.get("refusal")).to_have_count(0)

    # Both press *next*: nobody is skipped.
    for console in consoles:
        console.press("give-floor")
        sees(console, "not-ready", "Australia")
    _, late = at_once(hall, consoles, "call-anyway", "call-anyway")
    for console in consoles:
        sees(console, "holder", "Australia")
        expect(console.get("give-floor")).to_contain_text("Cambodia")
    assert re.search("another moderator", refusal_of(late), re.I)

    # Both find their way back from the programme.
    first.page.goto(f"{hall.pages}/programme")
    first.get(f"screens-{hall.session()}").get_by_role("link", name="Console").click()
    sees(first, "holder", "Australia")
