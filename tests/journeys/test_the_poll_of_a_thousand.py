"""A poll in the hall: prepared by keyboard, answered on a phone and by a thousand others, exact on the hall screen."""

from secrets import token_hex

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.axe import is_accessible
from tests.journeys.conftest import Take, seated
from tests.journeys.crowd import each_sends
from tests.journeys.pages import Tab, sees
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

THOUSAND = 1000
QUESTION = "Which of these would help your delegation most at the next session?"
OPTIONS = ["Mentoring", "Interpretation", "Recordings with chapters"]


def answered(tab: Tab, tokens: list[str], stream: str) -> list[str]:
    """Each seat answers the poll, with the options in turn. Returns what each was told."""
    return each_sends(
        tab,
        tokens,
        stream,
        [
            {"type": "poll.answer", "poll": "1", "choices": [option], "salt": token_hex(8)}
            for option in (1, 2, 3)
        ],
    )


def bars(screen: Tab) -> list[str]:
    return [row.split()[-1] for row in screen.get("hall-poll-bars").locator(".figure").all_inner_texts()]


def test_a_poll_of_a_thousand(hall: Hall, take: Take, screen: Tab, phone: BrowserContext) -> None:
    moderator = take("moderator")
    person = seated(hall, phone.new_page(), "audience")
    stream = f"session/{moderator.page.url.rpartition('/session/')[2].partition('/')[0]}"
    tokens = hall.guests(THOUSAND)

    # Prepared by keyboard, and opened on the spot.
    moderator.page.keyboard.press("Shift+N")
    moderator.get("poll-question").fill(QUESTION)
    moderator.get("poll-options").fill("\n".join(OPTIONS))
    is_accessible(moderator.page, "the form of a poll")
    moderator.press("poll-save")
    sees(moderator, "poll-1", QUESTION)
    expect(person.get("poll")).to_have_count(0)
    # Deleted by one press and restored by one key; opened, and that undone while nobody has answered.
    moderator.press("poll-delete-1")
    expect(moderator.get("poll-1")).to_have_count(0)
    sees(moderator, "undo", "deleted a poll")
    moderator.page.locator("body").press("u")
    sees(moderator, "poll-1", QUESTION)
    moderator.page.locator("body").press("Shift+V")
    sees(person, "poll", QUESTION)
    sees(moderator, "undo", "opened a poll")
    moderator.page.locator("body").press("u")
    expect(person.get("poll")).to_have_count(0)
    sees(moderator, "poll-1", QUESTION)
    moderator.page.locator("body").press("Shift+V")
    sees(person, "poll-privacy", "Anonymous: nobody is shown who answered what.")
    sees(person, "poll", "not a vote of delegations")
    person.waits_until("() => document.title.startsWith('(Poll)')")
    sees(moderator, "undo", "opened a poll")
    moderator.page.locator("body").press("Shift+H")
    sees(screen, "hall-poll", "not a vote of delegations")
    is_accessible(person.page, "a poll")

    # One on a phone, who changes the answer, and a thousand others.
    person.press("poll-option-1")
    sees(person, "poll-said", "Counted")
    person.press("poll-option-3")
    sees(person, "poll-said", "Counted")
    person.page.reload()  # the answer is the server's
    expect(person.get("poll-option-3")).to_have_attribute("aria-pressed", "true")
    sees(person, "poll-said", "Counted")
    other = take("audience")
    assert set(answered(other, tokens, stream)) == {"done"}
    screen.page.bring_to_front()
    screen.eventually(lambda: bars(screen) == ["334", "333", "334"])
    sees(screen, "hall-poll-facts", "1,001 people answered")
    sees(person, "poll-chart", "1,001 people answered")
    sees(moderator, "poll-1", "1,001 people answered")
    is_accessible(screen.page, "a poll on the hall screen")

    # Closed by keyboard: the totals are final.
    moderator.page.locator("body").press("Shift+V")
    expect(moderator.get("poll-close-sure")).to_be_focused()
    moderator.page.keyboard.press("Enter")
    sees(screen, "hall-poll-facts", "Closed: final result")
    sees(person, "poll-closed", "Closed at")
    assert bars(screen) == ["334", "333", "334"]
    assert answered(other, hall.guests(1), stream) == ["poll.closed"]
    sees(person, "poll-chart", "1,001 people answered")
    is_accessible(person.page, "the result of a poll")
    is_accessible(moderator.page, "a closed poll")

    moderator.page.locator("body").press("Shift+H")
    expect(screen.get("hall-poll")).to_be_hidden()

    # The minutes have the totals, and nobody's answer.
    moderator.page.goto(moderator.page.url.replace("/console", "/minutes"))
    heading = moderator.page.get_by_role("heading", name="Polls of participants")
    table = moderator.page.locator("section", has=heading).last
    for text in ("1001", *OPTIONS, "334"):
        expect(table).to_contain_text(text)


def test_an_answer_is_kept_while_the_line_is_lost(hall: Hall, take: Take, phone: BrowserContext) -> None:
    moderator = take("moderator")
    person = seated(hall, phone.new_page(), "audience")
    moderator.page.keyboard.press("Shift+N")
    moderator.get("poll-question").fill("What matters most?")
    moderator.get("poll-kind").select_option("words")
    moderator.get("poll-named").check()
    moderator.press("poll-open-now")
    sees(person, "poll-privacy", "By name")
    person.get("poll-word-1").fill("Water")
    hall.kill()
    person.press("poll-send")
    sees(person, "poll-said", "Your answer is kept")
    hall.start()
    sees(person, "poll-said", "Counted")
    sees(moderator, "poll-1", "water 1")
    moderator.press("hide-word-water")
    sees(moderator, "poll-1", "hidden")
    expect(person.get("poll-chart")).not_to_contain_text("water")
