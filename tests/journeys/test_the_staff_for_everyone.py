"""The console, the hall's desk and its screen, state by state and in every theme."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PATIENCE_MS, Take, seated
from tests.journeys.everyone import is_clean_and_translated, is_in, is_inside, keep
from tests.journeys.pages import Tab, give, sees, thank
from tests.journeys.secretary import does, inscribe
from tests.journeys.test_the_country_review import asks_for, draw_lots
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

CONSOLE = (1440, 1024, 390, 320)
SCREEN = (1920, 1024, 320)


def at_console(moderator: Tab, state: str, widths: tuple[int, ...] = CONSOLE) -> None:
    """Check a state of the console: nothing extends below 1440 by 900."""
    is_clean_and_translated(moderator, state, widths, scrolls=False)


@pytest.fixture
def arabic_screen(hall: Hall, browser: Browser) -> Iterator[Tab]:
    """A hall screen in Arabic."""
    projector = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="ar")
    projector.set_default_timeout(PATIENCE_MS)
    yield seated(hall, projector.new_page(), "hall-screen")
    projector.close()


def on_screen(screen: Tab, moderator: Tab, scene: str, state: str, arabic: Tab | None = None) -> None:
    """Check that the hall screen shows this scene, that the console says so, and that it is clean."""
    if arabic:
        expect(arabic.get("hall-screen")).to_have_attribute("data-scene", scene)
        is_in(arabic.page, "ar", state)
        is_inside(arabic.page, f"{state} ar", 1920, 1080, scrolls=False)
        keep(arabic.page, f"{state}-ar-1920")
    expect(screen.get("hall-screen")).to_have_attribute("data-scene", scene)
    expect(moderator.get("hall-shows")).to_have_attribute("data-scene", scene)
    expect(screen.page.locator(".canvas > .scene")).to_have_count(1)
    is_clean_and_translated(screen, state, SCREEN, scrolls=False)


def test_the_console_and_the_screen_through_a_session(
    hall: Hall, take: Take, screen: Tab, arabic_screen: Tab
) -> None:
    moderator, japan, audience = take("moderator"), take("japan"), take("audience")
    on_screen(screen, moderator, "idle", "hall nobody", arabic_screen)
    at_console(moderator, "console nobody")
    moderator.press("add-party")
    expect(moderator.get("add-party-choice")).to_be_visible()
    at_console(moderator, "console adds a party")
    moderator.page.keyboard.press("Escape")
    moderator.press("limits")
    expect(moderator.get("set-limits")).to_be_visible()
    at_console(moderator, "console limits")
    moderator.page.keyboard.press("Escape")
    moderator.press("give-floor")
    sees(moderator, "not-ready", "Australia")
    at_console(moderator, "console not ready")
    moderator.press("call-anyway")
    sees(moderator, "holder", "Australia")
    on_screen(screen, moderator, "turn", "hall a turn in the hall", arabic_screen)
    moderator.page.keyboard.press("ArrowDown")
    expect(moderator.get("chosen")).to_be_visible()
    at_console(moderator, "console a row chosen")
    moderator.press("revoke-open")
    at_console(moderator, "console revokes")
    moderator.page.keyboard.press("Escape")

    japan.press("request-options")
    japan.get("options-kind").select_option("point_of_order")
    japan.press("request-with-options")
    sees(moderator, "point-of-order", "Japan")
    at_console(moderator, "console point of order")
    is_clean_and_translated(japan, "session my point of order")
    moderator.press("recognise")
    sees(moderator, "holder", "Japan")
    at_console(moderator, "console ruling")
    on_screen(screen, moderator, "turn", "hall point of order", arabic_screen)
    moderator.press("rule-noted")
    sees(moderator, "holder", "Australia")
    at_console(moderator, "console ruled")
    thank(moderator)
    give(moderator, "Cambodia")
    screen.shows("floor")
    on_screen(screen, moderator, "turn", "hall video statement", arabic_screen)
    thank(moderator)
    at_console(moderator, "console empty")
    on_screen(screen, moderator, "idle", "hall empty", arabic_screen)

    audience.ask("How can an island state keep its data at home?")
    expect(audience.get("my-question-1")).to_be_visible()
    is_clean_and_translated(audience, "session asked")
    moderator.press("approve-1")
    at_console(moderator, "console question")
    moderator.press("pin-1")
    expect(screen.get("hall-question")).to_be_visible()
    on_screen(screen, moderator, "question", "hall question", arabic_screen)
    moderator.press("unpin-1")

    moderator.page.keyboard.press("?")
    expect(moderator.get("keys-dialog")).to_be_visible()
    at_console(moderator, "console keys")
    moderator.page.keyboard.press("Escape")
    moderator.press("session-suspend")
    at_console(moderator, "console suspends")
    moderator.get("session-suspend-reason").fill("Coffee until 11:15")
    moderator.press("session-suspend-confirm")
    expect(moderator.get("session-resume")).to_be_visible()
    at_console(moderator, "console suspended")
    on_screen(screen, moderator, "suspended", "hall suspended", arabic_screen)
    moderator.press("session-resume")
    moderator.press("session-close")
    at_console(moderator, "console closes")
    moderator.press("session-close-confirm")
    expect(moderator.get("session-state")).to_have_attribute("data-state", "closed")
    at_console(moderator, "console after")
    on_screen(screen, moderator, "after", "hall after", arabic_screen)
    hall.kill()
    expect(screen.get("hall-away")).to_be_visible()
    is_clean_and_translated(screen, "hall own outage", SCREEN, scrolls=False)


def test_the_panels_of_the_console_and_a_vote(hall: Hall, take: Take, screen: Tab) -> None:
    moderator, japan, audience = take("moderator"), take("japan"), take("audience")
    inscribe(hall, "BN", "TH", "ID")
    expect(moderator.get("console-list").locator("li")).to_have_count(5)
    moderator.page.bring_to_front()
    moderator.press("order-list")
    sees(moderator, "order-changes", "take another place")
    at_console(moderator, "console puts in order")
    moderator.page.keyboard.press("Escape")
    expect(moderator.get("order-form")).to_be_hidden()
    draw_lots(moderator)
    at_console(moderator, "console in order by lots", (1440,))
    audience.press("verify-order")
    expect(audience.get("verified")).to_have_attribute("data-right", "true")
    is_clean_and_translated(audience, "session lots drawn again")
    audience.page.keyboard.press("Escape")
    expect(audience.get("verified")).to_be_hidden()

    moderator.page.bring_to_front()
    moderator.press("add-party")
    moderator.press("add-press")
    moderator.get("press-link").first.click()
    expect(moderator.get("seat-link-address")).to_be_visible()
    at_console(moderator, "console journalists")
    moderator.page.keyboard.press("Escape")
    expect(moderator.get("press-name")).to_be_hidden()
    moderator.press("take-chair")
    expect(moderator.get("chair-on")).to_have_attribute("data-line", "connected")
    at_console(moderator, "console presides", (1440, 1024))

    give(moderator, "Australia")
    asks_for(japan, "motion")
    moderator.page.bring_to_front()
    moderator.press("recognise")
    expect(moderator.get("motion")).to_be_visible()
    at_console(moderator, "console motion")
    moderator.press("rule-out")
    at_console(moderator, "console rules out", (1440, 390))
    moderator.page.keyboard.press("Escape")
    moderator.get("vote-method").select_option("show_of_hands")
    moderator.press("put-to-vote")
    expect(moderator.get("voting")).to_be_visible()
    at_console(moderator, "console votes")
    expect(screen.get("hall-vote")).to_be_visible()
    on_screen(screen, moderator, "vote", "hall votes")
    expect(audience.get("vote")).to_be_visible()
    is_clean_and_translated(audience, "session votes", (1440, 390))
    moderator.page.bring_to_front()
    for count, voices in (("in_favour", "3"), ("against", "12"), ("abstentions", "2")):
        moderator.get(f"vote-{count}").fill(voices)
    moderator.press("close-vote")
    expect(moderator.get("vote-result")).to_be_visible()
    at_console(moderator, "console has voted", (1440, 390))
    sees(screen, "hall-vote", "12")
    on_screen(screen, moderator, "turn", "hall has voted")

    asks_for(japan, "point_of_order")
    moderator.page.bring_to_front()
    moderator.press("recognise")
    moderator.press("rule-noted")
    moderator.press("appeal")
    expect(moderator.get("appeal-party")).to_be_visible()
    at_console(moderator, "console appeal")
    moderator.page.keyboard.press("Escape")
    is_clean_and_translated(japan, "session ruled", (1440, 390))
    japan.press("raise-appeal")
    expect(japan.get("withdraw-appeal")).to_be_visible()
    expect(moderator.get("appealing")).to_contain_text("Japan")
    at_console(moderator, "console appeal raised", (1440, 390))
    moderator.page.bring_to_front()
    moderator.press("appeal-confirm")
    expect(moderator.get("voting")).to_be_visible()


def test_the_desk(hall: Hall, take: Take) -> None:
    operator, moderator = take("operator"), take("moderator")
    is_clean_and_translated(operator, "desk before", scrolls=False)
    operator.press("publish-hall")
    expect(operator.get("hall-state")).to_have_attribute("data-state", "on")
    is_clean_and_translated(operator, "desk on air", scrolls=False)
    operator.press("hall-cut")
    expect(operator.get("hall-state")).to_have_attribute("data-state", "cut")
    is_clean_and_translated(operator, "desk cut", scrolls=False)
    operator.press("hall-cut")
    give(moderator, "Australia")
    operator.press("tab-check-in")
    operator.get("check-in-search").fill("ja")
    is_clean_and_translated(operator, "desk checks in", scrolls=False)
    operator.get("check-in-search").press("Enter")
    sees(operator, "checked-in", "Japan")
    is_clean_and_translated(operator, "desk checked in", scrolls=False)
    operator.press("tab-checklist")
    is_clean_and_translated(operator, "desk checklist", scrolls=False)
    operator.press("tab-microphones")
    expect(operator.page.locator('[data-testid^="mic-press-"]').first).to_be_visible()
    is_clean_and_translated(operator, "desk microphones", scrolls=False)
    does(hall, "rollcall.open")
    operator.press("tab-roll-call")
    operator.get("roll-marks").get_by_role("button", pressed=False).first.click()
    expect(operator.get("tab-roll-call")).to_contain_text("1/21")
    is_clean_and_translated(operator, "desk calls the roll", scrolls=False)
