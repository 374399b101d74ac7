"""The rapporteurs' notes of a session: written by keyboard, reviewed, approved, and corrected for a delegation."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Take
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, give, thank
from tests.support.hall import Hall

SAID = "The representative of Australia said that "
PAGE = (1440, 1024, 390)


def types(tab: Tab, testid: str, text: str) -> None:
    """Type into a field that has the focus."""
    tab.page.bring_to_front()
    expect(tab.get(testid)).to_be_focused()
    tab.page.keyboard.insert_text(text)


def presses(tab: Tab, testid: str) -> None:
    """Press a button by keyboard, in its menu if it is in one."""
    tab.page.bring_to_front()
    tab.reveal(testid).press("Enter")


@pytest.mark.thorough
def test_the_rapporteurs_notes(hall: Hall, take: Take) -> None:
    moderator = take("moderator")
    give(moderator, "Australia")
    thank(moderator)
    rapporteur, japan = take("rapporteur"), take("japan")
    minutes = f"{hall.pages}/session/{hall.session()}/minutes"
    for tab in (moderator, rapporteur, japan):
        tab.page.goto(minutes)
    is_clean(rapporteur, "minutes rapporteur", PAGE)

    # A note begins with the standard phrase of its turn; another phrase is put at the cursor.
    presses(rapporteur, "write-1")
    expect(rapporteur.get("note-text")).to_have_value(SAID)
    types(rapporteur, "note-text", "it agreed.")
    presses(rapporteur, "phrase-supported")
    types(rapporteur, "note-text", "paragraph 2.")
    # What was typed outlasts a reload.
    rapporteur.page.reload()
    presses(rapporteur, "write-1")
    text = f"{SAID}it agreed. The representative of Australia supported paragraph 2."
    expect(rapporteur.get("note-text")).to_have_value(text)
    is_clean(rapporteur, "a note of the minutes is written", PAGE)
    presses(rapporteur, "note-send")
    expect(rapporteur.get("write-1")).to_be_focused()
    presses(rapporteur, "note-ready-1")
    expect(rapporteur.get("note-1")).to_have_attribute("data-state", "ready")
    rapporteur.get("note-more-1").press("Enter")
    expect(rapporteur.get("note-own-1")).to_be_visible()
    expect(rapporteur.get("note-approve-1")).to_have_count(0)
    rapporteur.page.keyboard.press("Escape")
    expect(rapporteur.get("note-more-1")).to_be_focused()

    # Two change it at once: the later keeps its words, and sees what stands there.
    presses(moderator, "note-change-1")
    presses(rapporteur, "note-change-1")
    rapporteur.get("note-text").fill(f"{SAID}it agreed.")
    presses(rapporteur, "note-send")
    expect(moderator.get("note-now")).to_contain_text("it agreed.")
    moderator.get("note-text").fill(f"{SAID}it agreed in principle.")
    presses(moderator, "note-send")
    expect(moderator.get("refusal")).to_contain_text("Your words are kept here")
    presses(moderator, "note-send")
    expect(rapporteur.get("note-1")).to_contain_text("in principle")

    # Words that were left are there again, beside what the note reads meanwhile.
    presses(rapporteur, "note-change-1")
    expect(rapporteur.get("note-now")).to_have_count(0)
    rapporteur.get("note-text").fill("It agreed, with a reservation.")
    presses(rapporteur, "write-general")
    presses(rapporteur, "note-change-1")
    expect(rapporteur.get("note-text")).to_have_value("It agreed, with a reservation.")
    expect(rapporteur.get("note-now")).to_contain_text("in principle")
    presses(rapporteur, "note-cancel")

    # A removed note comes back.
    presses(rapporteur, "note-remove-1")
    expect(moderator.get("note-1")).to_have_count(0)
    presses(rapporteur, "notes-undo")
    presses(rapporteur, "note-approve-1")
    expect(japan.get("note-1")).to_contain_text("in principle")

    # A delegation asks for a correction; the first is declined, the second accepted.
    for words in ("It did not agree.", f"{SAID}it agreed on the whole."):
        presses(japan, "note-ask-1")
        japan.get("note-text").fill(words)
        presses(japan, "note-send")
        expect(japan.get("note-text")).to_have_count(0)
    asked = japan.page.locator("[data-testid^=request-]")
    expect(asked).to_have_count(2)
    is_clean(japan, "corrections of a note are asked for", PAGE)
    requests = rapporteur.page.locator("[data-testid^=request-]")
    requests.filter(has_text="did not agree").get_by_role("button", name="Answer").press("Enter")
    presses(rapporteur, "answer-decline")
    expect(rapporteur.get("refusal")).to_contain_text("Say why")
    rapporteur.get("answer-reason").fill("The recording says so.")
    is_clean(rapporteur, "a correction of a note is answered", PAGE)
    presses(rapporteur, "answer-decline")
    expect(asked.filter(has_text="did not agree")).to_contain_text("The recording says so.")
    requests.filter(has_text="on the whole").get_by_role("button", name="Answer").press("Enter")
    presses(rapporteur, "answer-accept")
    expect(japan.get("note-1").locator(".text")).to_have_text(f"{SAID}it agreed on the whole.")
    expect(japan.take_away("notes")).to_contain_text("on the whole")
