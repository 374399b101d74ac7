"""A moderator without a mouse: from the programme through a whole session, to its end."""

import re

from playwright.sync_api import expect

from tests.journeys.budget import is_within_budget
from tests.journeys.conftest import Take
from tests.journeys.pages import Tab, listed, sees, type_choice
from tests.journeys.secretary import inscribe
from tests.support.hall import Hall

NEXT_STOP = 60
"""Most presses of Tab to reach an element: a page with more stops would not be usable."""


def press(tab: Tab, *keys: str) -> None:
    for key in keys:
        tab.page.keyboard.press(key)


def reach(tab: Tab, testid: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(NEXT_STOP):
        if tab.get(testid).evaluate("(node) => node === document.activeElement"):
            return
        press(tab, "Tab")
    raise AssertionError(f"{testid} is not reached by Tab")


def picks(tab: Tab, testid: str, text: str) -> None:
    """Choose an option of a list by typing what it begins with."""
    reach(tab, testid)
    type_choice(tab.get(testid), text)


def test_the_moderator_by_keyboard(hall: Hall, take: Take) -> None:
    moderator = take("moderator", "/programme")
    page = moderator.page
    page.get_by_role("link", name="Countries' Review: crisis management").first.focus()
    press(moderator, "Enter")
    expect(page).to_have_url(f"{hall.pages}/session/{hall.session()}")
    page.goto(f"{hall.pages}/session/{hall.session()}/console")
    moderator.is_live()

    # The list: closed, opened again, a party added, moved and moved back.
    expect(moderator.get("list-state")).to_have_attribute("data-state", "open")
    press(moderator, "l")
    expect(moderator.get("list-state")).to_have_attribute("data-state", "closed")
    press(moderator, "l")
    expect(moderator.get("list-state")).to_have_attribute("data-state", "open")
    press(moderator, "n")
    expect(moderator.get("add-party-choice")).to_be_visible()
    picks(moderator, "add-party-choice", "Chile")
    reach(moderator, "add-confirm")
    press(moderator, "Enter")
    expect(moderator.get("add-party-choice")).to_be_hidden()
    listed(moderator, "Australia", "Cambodia", "Chile")
    press(moderator, "ArrowUp", "Alt+ArrowUp")
    expect(moderator.get("undo")).to_contain_text("moved Chile")
    listed(moderator, "Australia", "Chile", "Cambodia")
    press(moderator, "Alt+ArrowUp")
    listed(moderator, "Chile", "Australia", "Cambodia")
    press(moderator, "u")
    listed(moderator, "Australia", "Chile", "Cambodia")
    press(moderator, "u")
    listed(moderator, "Australia", "Cambodia", "Chile")
    sees(moderator, "undo", "added Chile")

    # The floor: a party that is not ready is called later; another is called and given more time.
    press(moderator, "g")
    sees(moderator, "not-ready", "Australia")
    press(moderator, "b")
    listed(moderator, "Cambodia", "Chile", "Australia")
    press(moderator, "g")
    sees(moderator, "holder", "Cambodia")
    clock = moderator.get("clock")
    expect(clock).to_have_text(re.compile(r"^2:[0-5]\d$"))
    is_within_budget(page, "console a turn", 1440)
    press(moderator, "e")
    expect(clock).to_have_text(re.compile(r"^3:[0-2]\d$"))
    press(moderator, "p")
    expect(clock).to_have_attribute("data-running", "false")
    press(moderator, "p")
    expect(clock).to_have_attribute("data-running", "true")

    # A point of order is added, recognised and ruled on; the turn resumes.
    press(moderator, "n")
    reach(moderator, "add-party-choice")
    picks(moderator, "add-party-choice", "Japan")
    picks(moderator, "add-kind", "point")
    reach(moderator, "add-confirm")
    press(moderator, "Enter")
    expect(moderator.get("add-party-choice")).to_be_hidden()
    sees(moderator, "point-of-order", "Japan")
    is_within_budget(page, "console point of order", 1440)
    press(moderator, "f")
    sees(moderator, "holder", "Japan")
    sees(moderator, "interrupted", "Cambodia")
    press(moderator, "2")
    sees(moderator, "holder", "Cambodia")
    sees(moderator, "ruled", "is not upheld")
    press(moderator, "t")
    expect(moderator.get("thank")).to_be_hidden()

    # The waiting entries get another speaking time, and someone gets a place on the podium.
    press(moderator, "Shift+L")
    expect(moderator.get("limit-state")).to_be_focused()
    press(moderator, "ControlOrMeta+A")
    page.keyboard.type("120")
    press(moderator, "Enter")
    expect(moderator.get("set-limits")).to_be_hidden()
    press(moderator, "Shift+I")
    reach(moderator, "item-title")
    page.keyboard.type("Any other business")
    reach(moderator, "take-up-item")
    press(moderator, "Enter")
    expect(moderator.get("items-dialog")).to_be_hidden()
    sees(moderator, "item", "Item 2: Any other business")
    # It has a list of its own; those who wait on the first item's list keep their places there.
    expect(moderator.get("console-list").locator("li")).to_have_count(0)
    press(moderator, "Shift+I")
    reach(moderator, "take-up-1")
    press(moderator, "Enter")
    expect(moderator.get("items-dialog")).to_be_hidden()
    expect(moderator.get("console-list").locator("li").first).to_be_visible()
    press(moderator, "Shift+I")
    expect(moderator.get("take-up-2")).to_be_focused()
    press(moderator, "Escape")
    expect(moderator.get("items-dialog")).to_be_hidden()
    press(moderator, "Shift+S")
    expect(moderator.get("seat-choice")).to_be_focused()
    # Only people who are here are offered.
    expect(moderator.get("seat-choice").locator("option", has_text="Fiji")).to_have_count(0)
    take("fiji")
    expect(moderator.get("seat-choice").locator("option", has_text="Fiji")).to_have_count(1)
    picks(moderator, "seat-choice", "Fiji")
    reach(moderator, "seat-panel")
    press(moderator, "Enter")
    sees(moderator, "seated-panel-1", "Fiji")
    reach(moderator, "unseat-panel-1")
    press(moderator, "Enter")
    expect(moderator.get("seated-panel-1")).to_be_hidden()

    # The session is suspended in the middle of a turn and resumed; the turn resumes when the chair says so.
    press(moderator, "g")
    sees(moderator, "not-ready", "Chile")
    press(moderator, "y")
    sees(moderator, "holder", "Chile")
    # Chile has time left: the next speaker is asked about, and the safe answer has the focus.
    press(moderator, "g")
    expect(moderator.get("go-on")).to_be_focused()
    press(moderator, "Enter")
    expect(moderator.get("go-on")).to_be_hidden()
    sees(moderator, "holder", "Chile")
    expect(clock).to_have_text(re.compile(r"^(2:00|1:\d\d)$"))
    press(moderator, "Shift+O")
    expect(moderator.get("session-suspend-reason")).to_be_focused()
    page.keyboard.type("Coffee")
    press(moderator, "Enter")
    expect(moderator.get("session-state")).to_have_attribute("data-state", "suspended")
    expect(clock).to_have_attribute("data-running", "false")
    press(moderator, "Shift+O")
    expect(moderator.get("session-state")).to_have_attribute("data-state", "open")
    expect(clock).to_have_attribute("data-running", "false")
    press(moderator, "p")
    expect(clock).to_have_attribute("data-running", "true")

    # The turn is revoked with a reason; what is typed there is no command.
    press(moderator, "r")
    expect(moderator.get("revoke-reason")).to_be_focused()
    page.keyboard.type("Not on the item")
    press(moderator, "Enter")
    expect(moderator.get("holder")).to_have_attribute("data-party", "")
    listed(moderator, "Australia")

    # The list is put in order after a preview, and back. The act is found by its name.
    inscribe(hall, "VN", "PH", "NZ")
    asked = "Australia", "Viet Nam", "Philippines", "New Zealand"
    listed(moderator, *asked)
    press(moderator, "Control+k")
    expect(moderator.get("palette-text")).to_be_focused()
    page.keyboard.type("list in order")
    expect(moderator.get("palette-dialog").get_by_role("option")).to_have_count(1)
    press(moderator, "Enter")
    expect(moderator.get("order-form").get_by_label("Alphabetical")).to_be_focused()
    sees(moderator, "order-changes", "2 take another place.")
    reach(moderator, "order-apply")
    press(moderator, "Enter")
    expect(moderator.get("order-apply")).to_be_hidden()
    listed(moderator, "Australia", "Viet Nam", "New Zealand", "Philippines")
    press(moderator, "u")
    listed(moderator, *asked)

    # A question, from the audience to the hall screen; what is typed there is no command.
    guest = take("audience")
    guest.ask("Who pays for the cables?")
    page.bring_to_front()
    sees(moderator, "pending-1", "Who pays for the cables?")
    press(moderator, "j", "d")
    expect(moderator.get("dismiss-reason-1")).to_be_focused()
    page.keyboard.type("g t u l")
    expect(moderator.get("dismiss-reason-1")).to_have_value("g t u l")
    press(moderator, "Escape", "a")
    sees(moderator, "approved-1", "Who pays for the cables?")
    press(moderator, "i")
    expect(moderator.get("approved-1")).to_have_attribute("data-pinned", "true")
    press(moderator, "u")
    expect(moderator.get("approved-1")).to_have_attribute("data-pinned", "false")
    press(moderator, "u")
    sees(moderator, "pending-1", "Who pays for the cables?")

    # The keys are listed, and the session is closed.
    press(moderator, "?")
    expect(moderator.get("keys-dialog")).to_be_visible()
    press(moderator, "Escape")
    expect(moderator.get("keys-dialog")).to_be_hidden()
    # A page at 400 % is as narrow as a phone, and has a keyboard.
    wide = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    moderator.press("keys")
    expect(moderator.get("keys-dialog")).to_be_visible()
    press(moderator, "Escape")
    expect(moderator.get("keys-dialog")).to_be_hidden()
    if wide:
        page.set_viewport_size(wide)
    press(moderator, "Shift+C")
    expect(moderator.get("session-close-cancel")).to_be_focused()
    reach(moderator, "session-close-confirm")
    press(moderator, "Enter")
    expect(moderator.get("session-state")).to_have_attribute("data-state", "closed")
    sees(moderator, "standing", "Questions asked: 1")
