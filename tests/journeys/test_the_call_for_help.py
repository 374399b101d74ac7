"""A guest calls for help; the operator answers; both reload their pages; the call is closed."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import Take, seated
from tests.journeys.pages import Tab, sees
from tests.support.hall import Hall

TROUBLE = "I hear nothing."


def call_of(operator: Tab) -> str:
    """The id of the only call in the operator's queue."""
    found = operator.page.locator('[data-testid^="help-call-"]')
    expect(found).to_have_count(1)
    return str(found.get_attribute("data-testid")).removeprefix("help-call-")


def test_the_call_for_help(hall: Hall, take: Take, phone: BrowserContext) -> None:
    visitor = seated(hall, phone.new_page(), "audience", host="hall.test")
    visitor.press("help")
    sees(visitor, "help-desk", "Nobody who could answer is here")
    operator, other = take("operator"), take("fiji")
    sees(visitor, "help-desk", "An operator is here")
    visitor.get("help-text").fill(TROUBLE)
    visitor.press("help-call")

    call = call_of(operator)
    sees(operator, f"help-call-{call}", TROUBLE)
    sees(operator, f"help-call-{call}", "A guest elsewhere")
    sees(operator, f"help-call-{call}", "/session/")
    operator.waits_until("() => document.title.startsWith('(1) ')")
    operator.get(f"answer-{call}").fill("Press Listen.")
    operator.page.keyboard.press("Enter")
    sees(visitor, "help-thread", "Press Listen.")

    for tab in (visitor, operator):
        tab.page.reload()
        tab.is_live()
    sees(visitor, "help", "The hall has answered you")
    visitor.press("help")
    visitor.get("help-text").fill("Now I do.")
    visitor.press("help-say")
    sees(operator, f"help-call-{call}", "Now I do.")
    operator.press(f"close-call-{call}")
    sees(visitor, "help-state", "This call is closed.")
    expect(operator.get(f"help-call-{call}")).to_have_count(0)
    assert TROUBLE not in other.page.content()

    for _ in range(3):
        visitor.press("help-again")
        visitor.press("help-call")
        visitor.press("help-close")
    visitor.press("help-again")
    visitor.get("help-text").fill("And again.")
    visitor.press("help-call")
    sees(visitor, "refusal", "several times in ten minutes")
    expect(visitor.get("help-text")).to_have_value("And again.")


@pytest.mark.thorough
def test_a_visitor_calls_for_help_before_joining_and_joins_with_the_answer(
    hall: Hall, take: Take, phone: BrowserContext
) -> None:
    visitor = Tab(phone.new_page())
    visitor.page.goto(f"http://hall.test:{hall.port}/join")
    visitor.get("join-code").fill("ZZZZZZ")
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("alert").wait_for()
    visitor.get("help").press("Enter")
    sees(visitor, "help-desk", "Nobody who could answer is here")
    operator = take("operator")
    sees(visitor, "help-desk", "An operator is here")
    visitor.get("help-name").fill("Ana")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.type(TROUBLE)
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")

    call = call_of(operator)
    for fact in ("A visitor, “Ana”", "at the door, without a seat", "/join", "Connected", TROUBLE):
        sees(operator, f"help-call-{call}", fact)
    sees(visitor, "help-thread", TROUBLE)
    visitor.page.reload()
    sees(visitor, "help", "Your call for help")
    operator.get(f"answer-{call}").fill(f"Type {hall.code()}.")
    operator.page.keyboard.press("Enter")
    sees(visitor, "help", "The hall has answered you")

    visitor.get("join-code").fill(hall.code())
    visitor.page.keyboard.press("Enter")
    visitor.is_live()
    sees(visitor, "help", "The hall has answered you")
    visitor.press("help")
    sees(visitor, "help-thread", f"Type {hall.code()}.")
    visitor.get("help-text").fill("I am in.")
    visitor.press("help-say")
    sees(operator, f"help-call-{call}", f"/session/{hall.session()}")
    operator.press(f"close-call-{call}")
    sees(visitor, "help-state", "This call is closed.")
    expect(operator.get(f"help-call-{call}")).to_have_count(0)
    visitor.press("help-again")
    visitor.press("help-call")
    sees(operator, f"help-call-{call_of(operator)}", "A guest in the hall")


@pytest.mark.thorough
def test_a_moderator_sees_the_number_of_calls_and_answers_in_another_tab(
    hall: Hall, take: Take, context: BrowserContext
) -> None:
    moderator, japan = take("moderator"), take("japan")
    japan.press("help")
    japan.press("help-call")
    with context.expect_page() as opened:
        moderator.press("help-count")
    desk = Tab(opened.value)
    desk.is_live()
    call = call_of(desk)
    sees(desk, f"help-call-{call}", "Japan")
    japan.page.bring_to_front()
    japan.press("help-close")
    expect(moderator.get("help-count")).to_have_count(0)
