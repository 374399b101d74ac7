"""Two organisers edit the tables of delegations and people at the same time: by keyboard, and with pasted blocks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys.conftest import PATIENCE_MS, SECRET
from tests.journeys.everyone import is_clean, keep
from tests.journeys.pages import Tab
from tests.journeys.test_an_invitation import signed_in
from tests.support.hall import Hall, copied

SECOND = "second@example.org"
PAGE = "/c/icdd-2021/organise/delegations"
ARABIC = "جمهورية الأصدقاء المتحدة والجزر المجاورة"


FILLED = """() => [...document.querySelectorAll('[role=grid] .cell')].every((cell) => {
    const { width } = cell.getBoundingClientRect();
    const columns = getComputedStyle(cell.parentElement).gridTemplateColumns.split(' ').map(parseFloat);
    return Math.abs(width - columns[cell.getAttribute('aria-colindex') - 1]) < 1;
})"""
"""Each cell is as wide as its column."""


@pytest.fixture
def hall(tmp_path: Path, organised: Path) -> Iterator[Hall]:
    """A hall with two organisers who have accounts."""
    hall = Hall(copied(organised, tmp_path / "data"))
    hall.account(SECOND, SECRET, "organiser")
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def other(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of the second organiser, high enough for all rows: only those in sight are rendered."""
    context = browser.new_context(viewport={"width": 1440, "height": 1600}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def cell(tab: Tab, row: str, column: str) -> Locator:
    """The cell of a column in the row that begins with a text."""
    header = tab.page.get_by_role("rowheader", name=row, exact=True)
    return tab.get("grid").get_by_role("row").filter(has=header).locator(f'[data-key="{column}"]')


def saved(tab: Tab) -> None:
    """Wait until nothing is on its way."""
    expect(tab.get("sheet-state")).to_contain_text("All changes are saved")


def keys(page: Page, *pressed: str) -> None:
    """Press keys, one after another."""
    for key in pressed:
        page.keyboard.press(key)


def to_first_row(tab: Tab) -> None:
    """Go to the table by keyboard alone, and to its first cell."""
    tab.page.get_by_role("tab", name="Delegations").focus()
    focused = tab.page.locator(".cell:focus")
    for _ in range(40):
        tab.page.keyboard.press("Tab")
        if focused.count():
            break
    keys(tab.page, "Control+Home")
    expect(focused).to_have_attribute("aria-colindex", "1")


def pastes(tab: Tab, text: str) -> None:
    """Paste a text that another program copied."""
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    tab.page.keyboard.press("Control+V")


def test_two_organisers_edit_delegations(hall: Hall, context: BrowserContext, other: BrowserContext) -> None:
    first = signed_in(hall, context.new_page(), PAGE)
    second = signed_in(hall, other.new_page(), PAGE, SECOND)
    for tab in (first, second):
        expect(cell(tab, "Fiji", "region")).to_be_visible()
        tab.waits_until(FILLED)

    # By keyboard alone: to the first row, along it, type, Enter.
    to_first_row(first)
    name = first.page.locator(".cell:focus").inner_text()
    keys(first.page, *["ArrowRight"] * 4)
    expect(first.page.locator(".cell:focus")).to_have_attribute("data-key", "region")
    first.page.keyboard.type("Oceania")
    keys(first.page, "Enter")
    expect(first.page.locator(".cell:focus")).to_have_attribute("data-row", "1")
    expect(cell(second, name, "region")).to_have_text("Oceania")
    keys(first.page, "ArrowUp", "F2", "End")
    first.page.keyboard.type(" and beyond")
    keys(first.page, "Escape")
    expect(cell(first, name, "region")).to_have_text("Oceania")
    # A choice is a native list; Tab saves and goes on.
    keys(first.page, "Home", "ArrowRight", "ArrowRight")
    expect(first.page.locator(".cell:focus")).to_have_attribute("data-key", "category")
    keys(first.page, "Enter")
    first.get("cell-editor").select_option("observer")
    keys(first.page, "Tab")
    expect(first.page.locator(".cell:focus")).to_have_attribute("data-key", "code")
    expect(cell(second, name, "category")).to_have_text("Observer")
    keys(first.page, "Control+z")
    expect(cell(second, name, "category")).to_have_text("State")
    keys(first.page, "Control+z")
    expect(cell(second, name, "region")).not_to_have_text("Oceania")
    keys(first.page, "Control+y")
    expect(cell(second, name, "region")).to_have_text("Oceania")

    # Both edit one cell: the later is told what stands there, and keeps what was typed.
    cell(first, "Fiji", "microphone").click()
    first.page.keyboard.type("M7")
    cell(second, "Fiji", "microphone").click()
    second.page.keyboard.type("M8")
    keys(second.page, "Enter")
    saved(second)
    keys(first.page, "Enter", "ArrowUp")
    told = first.get("cell-refused")
    expect(told).to_contain_text("There stands now: M8. You typed: M7.")
    expect(cell(first, "Fiji", "microphone")).to_have_attribute("aria-invalid", "true")
    expect(cell(first, "Fiji", "microphone")).to_have_text("M7")
    is_clean(first, "delegations conflict")
    first.press("keep-mine")
    expect(cell(second, "Fiji", "microphone")).to_have_text("M7")
    expect(told).to_have_count(0)

    # A block from a spreadsheet, with a quoted cell, a wrong cell, and rows below the last one.
    to_first_row(first)
    keys(first.page, "Control+End", "ArrowUp", "Home")
    last = first.page.locator(".cell:focus").inner_text()
    keys(first.page, *["ArrowRight"] * 4)
    rows = int(first.get("grid").get_attribute("aria-rowcount") or 0)
    pastes(first, '"South\r\nsea"\tSIDS, G77\tfirst\r\n')
    report = first.get("paste-report")
    expect(report).to_contain_text("2 cells changed")
    expect(report.locator("li")).to_have_count(1)
    expect(report).to_contain_text(f"{last} · Precedence")
    expect(cell(second, last, "groups")).to_have_text("SIDS, G77")
    expect(cell(second, last, "region")).to_have_text("South sea")
    keep(first.page, "delegations paste report")
    first.press("paste-understood")
    keys(first.page, "Control+z")
    expect(cell(second, last, "groups")).to_have_text("")
    expect(cell(second, last, "region")).not_to_have_text("South sea")

    # New delegations, asked for once; then undone and done again.
    first.page.keyboard.press("Control+End")
    keys(first.page, "Home")
    pastes(first, f"{ARABIC}\t\tGroup of states\nKiribati\t\tstate\tki\n")
    offer = first.get("paste-offer")
    expect(offer).to_contain_text("2 pasted rows")
    first.press("paste-add")
    expect(cell(second, ARABIC, "category")).to_have_text("Group of states")
    expect(cell(second, "Kiribati", "code")).to_have_text("KI")
    expect(first.get("grid")).to_have_attribute("aria-rowcount", str(rows + 2))
    first.press("undo")
    expect(cell(second, "Kiribati", "code")).to_have_count(0)
    first.press("redo")
    expect(cell(second, "Kiribati", "code")).to_have_text("KI")
    # One by one, in the empty row at the end.
    cell(first, "Add a delegation …", "name.en").click()
    first.page.keyboard.type("Tuvalu")
    keys(first.page, "Enter")
    expect(cell(second, "Tuvalu", "category")).to_have_text("State")
    expect(first.page.locator(".cell:focus")).to_have_text("Add a delegation …")
    # A delegation that nobody uses is removed, and comes back with all that was known of it.
    cell(second, "Kiribati", "name.en").click()
    second.press("remove-row")
    expect(cell(first, "Kiribati", "code")).to_have_count(0)
    second.press("undo")
    expect(cell(first, "Kiribati", "code")).to_have_text("KI")
    cell(second, "Fiji", "name.en").click()
    second.press("remove-row")
    expect(second.get("sheet-trouble")).to_contain_text("It has members")
    # The filters of the head.
    second.get("column-filter-category").select_option("group")
    expect(second.get("sheet-state")).to_contain_text("of")
    expect(cell(second, ARABIC, "category")).to_be_visible()
    expect(cell(second, "Kiribati", "category")).to_have_count(0)


@pytest.mark.thorough
def test_an_organiser_edits_people(hall: Hall, context: BrowserContext, phone: BrowserContext) -> None:
    organiser = signed_in(hall, context.new_page(), PAGE)
    organiser.press("tab-people")
    organiser.get("column-filter-party").select_option(label="Fiji")
    expect(organiser.get("sheet-state")).to_contain_text("of")
    person = organiser.get("grid").get_by_role("rowheader").first
    expect(person).to_be_visible()
    name = person.inner_text()
    cell(organiser, name, "function").dblclick()
    organiser.page.keyboard.press("Control+A")
    organiser.page.keyboard.type("Counsellor")
    keys(organiser.page, "Enter")
    saved(organiser)
    cell(organiser, name, "roles").click()
    keys(organiser.page, "Enter")
    expect(organiser.get("cell-editor")).to_be_in_viewport(ratio=1)
    keep(organiser.page, "people table roles")
    organiser.get("cell-editor").select_option(["delegate", "head"])
    keys(organiser.page, "Enter")
    expect(cell(organiser, name, "roles")).to_have_text("Delegate, Head of delegation")
    is_clean(organiser, "people table")

    pocket = signed_in(hall, phone.new_page(), PAGE)
    pocket.press("tab-people")
    pocket.get("column-filter-name").fill(name)
    cell(pocket, name, "honorific").tap()
    pocket.get("cell-editor").fill("H.E.")
    pocket.page.keyboard.press("Enter")
    expect(cell(organiser, name, "honorific")).to_have_text("H.E.")
    keep(pocket.page, "people table phone")

    organiser.press("undo")
    expect(cell(pocket, name, "roles")).to_have_text("Delegate")
    cell(organiser, name, "name").click()
    organiser.press("remove-row")
    expect(organiser.get("remove-sure")).to_be_focused()
    organiser.press("remove-sure")
    expect(cell(pocket, name, "name")).to_have_count(0)


@pytest.mark.thorough
def test_a_page_that_is_written_to_the_left(hall: Hall, context: BrowserContext) -> None:
    organiser = signed_in(hall, context.new_page(), PAGE)
    expect(cell(organiser, "Fiji", "region")).to_be_visible()
    organiser.page.evaluate("document.documentElement.dir = 'rtl'")
    cell(organiser, "Fiji", "name.en").click()
    keys(organiser.page, "Enter")
    organiser.get("cell-editor").fill(ARABIC)
    keys(organiser.page, "Enter")
    saved(organiser)
    cell(organiser, ARABIC, "name.en").click()
    keys(organiser.page, "ArrowLeft")
    focused = organiser.page.locator(".cell:focus")
    expect(focused).to_have_attribute("data-key", "name.id")
    keys(organiser.page, "ArrowRight")
    expect(focused).to_have_attribute("data-key", "name.en")
    keys(organiser.page, "End")
    expect(focused).to_be_in_viewport()
    # The fixed column is at the right, and covers no focused cell.
    organiser.waits_until("""() => {
        const cell = document.activeElement.getBoundingClientRect();
        const fixed = document.activeElement.parentElement.firstElementChild.getBoundingClientRect();
        return cell.right <= fixed.left + 1;
    }""")
    is_clean(organiser, "delegations written to the left")
    keys(organiser.page, "Home")
    for width in (1440, 1024, 390):
        organiser.page.set_viewport_size({"width": width, "height": 844})
        keep(organiser.page, f"delegations rtl {width}")
