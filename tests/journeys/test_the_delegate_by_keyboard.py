"""A delegate without a mouse: its seat, every way to ask for the floor, its turn, and a question."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import Take
from tests.journeys.pages import POLLING_MS, Tab, sees, type_choice
from tests.journeys.secretary import call, does, propose_swap
from tests.support.hall import Hall

FARTHEST = 60
HERE = "(testid) => document.activeElement?.dataset.testid === testid"
FOCUS_SHOWS = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


def reach(page: Page, testid: str) -> None:
    """Press Tab, around the page if necessary, until this element has the focus and shows it."""
    page.locator(f'[data-testid="{testid}"]').wait_for()
    for _ in range(FARTHEST):
        if page.evaluate(HERE, testid):
            break
        page.keyboard.press("Tab")
    assert page.evaluate(HERE, testid), f"Tab does not lead to {testid}."
    # A page that is drawn anew shows it a moment later.
    page.wait_for_function(FOCUS_SHOWS, polling=POLLING_MS)


def press(page: Page, testid: str) -> None:
    """Reach a button or link and press it."""
    reach(page, testid)
    page.keyboard.press("Enter")


def test_a_delegate_needs_no_mouse(hall: Hall, context: BrowserContext, take: Take) -> None:
    start = context.new_page()
    start.goto(hall.url + "/")
    with context.expect_page() as opened:
        press(start, "seat-fiji")
    page = opened.value
    fiji = Tab(page)
    press(page, "take-seat")
    fiji.is_live()

    press(page, "join")
    fiji.publishes()
    # It asks for another kind of turn, withdraws, undoes that, and asks for a statement.
    press(page, "more")
    press(page, "request-options")
    reach(page, "options-mode")
    type_choice(fiji.get("options-mode"), "read")
    expect(fiji.get("options-mode")).to_have_value("read_out")
    press(page, "request-with-options")
    expect(fiji.get("options-mode")).to_be_hidden()
    sees(fiji, "own-place", "3rd")
    press(page, "withdraw")
    press(page, "take-back")
    sees(fiji, "own-place", "3rd")
    press(page, "withdraw")
    expect(fiji.get("take-back")).to_be_visible()
    press(page, "request-floor")
    sees(fiji, "own-place", "3rd")

    # It proposes a swap to Chile and takes it back; then Chile proposes one, and it agrees.
    does(hall, "floor.inscribe", key="chile")
    proposal = page.get_by_role("button", name="Ask Chile, behind you, to change places")
    testid = proposal.get_attribute("data-testid")
    assert testid is not None
    press(page, testid)
    press(page, "swap-cancel")
    expect(proposal).to_be_visible()
    propose_swap(hall, "CL", "FJ", key="chile")
    press(page, "swap-agree")
    sees(fiji, "own-place", "4th")

    # It also hands in a written statement.
    press(page, "more")
    press(page, "written-open")
    reach(page, "written-text")
    page.keyboard.type("Fiji submits this in writing.")
    press(page, "written-submit")
    expect(fiji.get("written-text")).to_be_hidden()
    expect(page.locator('[data-testid^="written-"]', has_text="in writing").first).to_be_visible()

    reach(page, "own-text")
    page.keyboard.type("Fiji thanks the chair.")

    for code in ("AU", "KH", "CL"):
        call(hall, code)
    expect(page).to_have_title("(next) Countries' Review: crisis management · ICDD")
    call(hall, "FJ")
    expect(fiji.get("own-text")).to_be_focused()
    expect(fiji.get("own-text")).to_have_value("Fiji thanks the chair.")

    moderator = take("moderator")
    sees(moderator, "holder", "Fiji")
    page.bring_to_front()
    press(page, "finish")
    expect(fiji.get("finish")).to_be_hidden()
    expect(moderator.get("thank")).to_be_hidden()
    moderator.page.close()

    reach(page, "tab-list")
    page.keyboard.press("ArrowRight")
    press(page, "ask")
    expect(fiji.get("question-text")).to_be_focused()
    page.keyboard.type("Who pays for the cable?")
    press(page, "question-submit")
    expect(fiji.get("my-question-1")).to_contain_text("Who pays for the cable?")
