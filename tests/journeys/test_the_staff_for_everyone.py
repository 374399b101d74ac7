"""The console, the hall's desk and its screen, state by state and in every theme."""

from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, give, sees, thank
from tests.support.hall import Hall

CONSOLE = (1440, 1024, 390)
SCREEN = (1920, 1024)


def at_console(moderator: Tab, state: str, widths: tuple[int, ...] = CONSOLE) -> None:
    """Nothing hangs below a console of 1440 by 900."""
    is_clean(moderator, f"console {state}", widths, scrolls=False)


def on_screen(screen: Tab, scene: str, state: str) -> None:
    """The hall screen shows this scene, and it is clean."""
    expect(screen.get("hall-screen")).to_have_attribute("data-scene", scene)
    expect(screen.page.locator(".canvas > .scene")).to_have_count(1)
    is_clean(screen, f"hall {state}", SCREEN, scrolls=False)


def test_the_console_and_the_screen_through_a_session(hall: Hall, take: Take, screen: Tab) -> None:
    moderator, japan, audience = take("moderator"), take("japan"), take("audience")
    on_screen(screen, "idle", "nobody")
    at_console(moderator, "nobody")
    moderator.press("add-party")
    expect(moderator.get("add-party-choice")).to_be_visible()
    at_console(moderator, "adds a party")
    moderator.page.keyboard.press("Escape")
    moderator.press("limits")
    expect(moderator.get("set-limits")).to_be_visible()
    at_console(moderator, "limits")
    moderator.page.keyboard.press("Escape")
    moderator.press("give-floor")
    sees(moderator, "not-ready", "Australia")
    at_console(moderator, "not ready")
    moderator.press("call-anyway")
    sees(moderator, "holder", "Australia")
    on_screen(screen, "turn", "a turn in the hall")
    moderator.page.keyboard.press("ArrowDown")
    expect(moderator.get("chosen")).to_be_visible()
    at_console(moderator, "a row chosen")
    moderator.press("revoke-open")
    at_console(moderator, "revokes")
    moderator.page.keyboard.press("Escape")

    japan.press("request-options")
    japan.get("options-kind").select_option("point_of_order")
    japan.press("request-with-options")
    sees(moderator, "point-of-order", "Japan")
    at_console(moderator, "point of order")
    is_clean(japan, "session my point of order")
    moderator.press("recognise")
    sees(moderator, "holder", "Japan")
    at_console(moderator, "ruling")
    on_screen(screen, "turn", "point of order")
    moderator.press("rule-noted")
    sees(moderator, "holder", "Australia")
    at_console(moderator, "ruled")
    thank(moderator)
    give(moderator, "Cambodia")
    screen.shows("floor")
    on_screen(screen, "turn", "recorded")
    thank(moderator)
    at_console(moderator, "empty")
    on_screen(screen, "idle", "empty")

    audience.press("tab-questions")
    audience.get("question-text").fill("How can an island state keep its data at home?")
    audience.press("question-submit")
    expect(audience.get("my-question-1")).to_be_visible()
    is_clean(audience, "session asked")
    moderator.press("approve-1")
    at_console(moderator, "question")
    moderator.press("pin-1")
    expect(screen.get("hall-question")).to_be_visible()
    on_screen(screen, "question", "question")
    moderator.press("unpin-1")

    moderator.page.keyboard.press("?")
    expect(moderator.get("keys-dialog")).to_be_visible()
    at_console(moderator, "keys")
    moderator.page.keyboard.press("Escape")
    moderator.press("session-suspend")
    at_console(moderator, "suspends")
    moderator.get("session-suspend-reason").fill("Coffee until 11:15")
    moderator.press("session-suspend-confirm")
    expect(moderator.get("session-resume")).to_be_visible()
    at_console(moderator, "suspended")
    on_screen(screen, "suspended", "suspended")
    moderator.press("session-resume")
    moderator.press("session-close")
    at_console(moderator, "closes")
    moderator.press("session-close-confirm")
    expect(moderator.get("session-state")).to_have_attribute("data-state", "closed")
    at_console(moderator, "after")
    on_screen(screen, "after", "after")
    hall.kill()
    expect(screen.get("hall-away")).to_be_visible()
    is_clean(screen, "hall own outage", SCREEN, scrolls=False)


def test_the_desk(take: Take) -> None:
    operator, moderator = take("operator"), take("moderator")
    is_clean(operator, "desk before", scrolls=False)
    operator.press("publish-hall")
    expect(operator.get("hall-state")).to_have_attribute("data-state", "on")
    is_clean(operator, "desk on air", scrolls=False)
    operator.press("hall-cut")
    expect(operator.get("hall-state")).to_have_attribute("data-state", "cut")
    is_clean(operator, "desk cut", scrolls=False)
    operator.press("hall-cut")
    give(moderator, "Australia")
    operator.press("tab-check-in")
    operator.get("check-in-search").fill("ja")
    is_clean(operator, "desk checks in", scrolls=False)
    operator.get("check-in-search").press("Enter")
    sees(operator, "checked-in", "Japan")
    is_clean(operator, "desk checked in", scrolls=False)
    operator.press("tab-checklist")
    is_clean(operator, "desk checklist", scrolls=False)
