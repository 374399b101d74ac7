"""Two organisers plan a day of the programme, by pointer and by keyboard; each sees what the other does."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.conftest import ORGANISER, PATIENCE_MS, SECRET
from tests.journeys.everyone import is_clean, is_clean_in
from tests.journeys.pages import Tab
from tests.journeys.test_an_invitation import signed_in
from tests.support.hall import Hall, copied

OTHER = "omar@example.org"
DAY, DAY_AFTER = (f"{datetime.now(UTC).date() + timedelta(days=days)}" for days in (60, 61))
"""Days that are far from those of the demo, which are around today."""
HOUR_PX = 72


@pytest.fixture
def hall(tmp_path: Path, organised: Path) -> Iterator[Hall]:
    """A hall with two organisers who have accounts."""
    hall = Hall(copied(organised, tmp_path / "data"))
    hall.publish(hall.url)
    hall.account(OTHER, SECRET, "organiser")
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def office(hall: Hall, browser: Browser) -> Iterator[tuple[Tab, Tab]]:
    """The pages of two organisers, the second of whom is in Paris."""
    zones = {ORGANISER: "Asia/Makassar", OTHER: "Europe/Paris"}
    contexts = [
        browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", timezone_id=zone)
        for zone in zones.values()
    ]
    tabs = []
    for context, email in zip(contexts, zones, strict=True):
        context.set_default_timeout(PATIENCE_MS)
        tab = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/programme", email)
        tab.get("board").wait_for()
        tabs.append(tab)
    yield tabs[0], tabs[1]
    for context in contexts:
        context.close()


def box(tab: Tab, name: str) -> Locator:
    """The sessions whose title, time and room have these words."""
    return tab.page.locator("[data-session]").filter(has_text=name)


def drag(tab: Tab, source: Locator, down: float, across: float = 0, *, edge: bool = False) -> None:
    """Drag a box, or its lower edge, by so many pixels."""
    source.hover(trial=True)  # once it stands still
    found = source.bounding_box()
    assert found is not None
    x, y = found["x"] + found["width"] / 2, found["y"] + (found["height"] - 3 if edge else 12)
    mouse = tab.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + across / 2, y + down / 2)
    mouse.move(x + across, y + down)
    mouse.up()


def add_day(tab: Tab, date: str) -> None:
    tab.get("day-new").fill(date)
    tab.press("day-add")
    tab.press("day-confirm")
    expect(tab.get(f"plan-day-{date}")).to_have_attribute("aria-selected", "true")


def add_session(tab: Tab, title: str) -> None:
    """Add a session by keyboard, behind the others."""
    tab.page.keyboard.press("n")
    expect(tab.get("draft-title")).to_be_focused()
    tab.page.keyboard.type(title)
    tab.page.keyboard.press("Enter")
    expect(box(tab, title)).to_be_focused()


def test_two_organisers_plan_a_day(office: tuple[Tab, Tab]) -> None:
    first, second = office
    add_day(first, DAY)
    second.press(f"plan-day-{DAY}")
    keyboard = first.page.keyboard

    add_session(first, "Opening")
    expect(box(second, "Opening, 09:00 to 10:00, Plenary hall")).to_be_visible()
    expect(second.get("plan-zones")).to_contain_text("Central European")

    column = first.get("board-area").bounding_box()
    assert column is not None
    drag(first, box(first, "Opening"), 2 * HOUR_PX, column["width"] / 6)
    expect(box(second, "Opening, 11:00 to 12:00, Online")).to_be_visible()
    drag(first, box(first, "Opening, 11:00"), HOUR_PX / 2, edge=True)
    expect(box(second, "Opening, 11:00 to 12:30, Online")).to_be_visible()
    keyboard.down("Control")
    drag(first, box(first, "Opening, 11:00"), 3 * HOUR_PX)
    keyboard.up("Control")
    expect(box(second, "Opening, 14:00 to 15:30, Online")).to_be_visible()
    expect(box(first, "Opening, 14:00")).to_be_focused()

    for keys in ("ArrowDown", "Shift+ArrowDown", "ArrowRight", "Alt+ArrowUp", "Enter"):
        keyboard.press(keys)
    expect(box(second, "Opening, 14:35 to 16:00, Room 1")).to_be_visible()
    keyboard.press("Control+d")
    expect(box(first, "Opening, 16:00 to 17:25, Room 1")).to_be_focused()
    keyboard.press("Shift+ArrowRight")
    keyboard.press("Enter")
    expect(second.get(f"plan-day-{DAY_AFTER}")).to_be_visible()
    expect(first.get(f"plan-day-{DAY_AFTER}")).to_have_attribute("aria-selected", "true")
    expect(box(first, "Opening, 16:00")).to_be_focused()
    keyboard.press("Delete")
    expect(box(first, "Opening, 16:00")).to_have_count(0)
    for shown in ("removed", "moved", "copied", "moved"):
        expect(first.get("undo")).to_contain_text(shown)
        keyboard.press("Control+z")
    expect(box(second, "Opening, 14:00 to 15:30, Online")).to_be_visible()
    expect(box(second, "Opening, 16:00")).to_have_count(0)


@pytest.mark.thorough
def test_two_organisers_edit_one_field(office: tuple[Tab, Tab]) -> None:
    first, second = office
    add_day(first, DAY)
    add_session(first, "Opening")
    second.press(f"plan-day-{DAY}")
    box(second, "Opening").click()

    first.get("field-title-en").fill("First meeting")
    second.get("field-title-en").fill("Inauguration")
    second.page.keyboard.press("Enter")
    expect(first.get("field-title-en-changed")).to_contain_text("Inauguration")
    expect(first.get("field-title-en")).to_have_value("First meeting")
    first.press("field-title-en-mine")
    expect(second.get("field-title-en")).to_have_value("First meeting")
    expect(first.get("field-title-en-changed")).to_have_count(0)

    first.get("field-agenda").fill("Election of the chair\nAdoption of the agenda")
    first.page.keyboard.press("Tab")
    first.get("field-preset").select_option("who")
    expect(second.get("field-agenda")).to_have_value("Election of the chair\nAdoption of the agenda")
    expect(second.get("field-preset")).to_have_value("who")
    first.get("speaker-role").select_option("moderator")
    first.get("speaker-search").fill("fiji")
    first.get("speakers-found").get_by_role("button").first.click()
    expect(second.get("speakers").get_by_role("button")).to_have_count(1)
    first.press("undo")
    expect(second.get("speakers").get_by_role("button")).to_have_count(0)
    first.press("details-cancel")
    expect(box(second, "First meeting, 09:00 to 10:00, Plenary hall, Cancelled")).to_be_visible()
    first.press("details-restore")
    expect(box(second, "First meeting, 09:00 to 10:00, Plenary hall, Cancelled")).to_have_count(0)


@pytest.mark.thorough
def test_the_page_is_clean_for_everyone(office: tuple[Tab, Tab]) -> None:
    _, tab = office
    keyboard = tab.page.keyboard
    add_day(tab, DAY)
    for title in ("Opening of the conference", "Digital diplomacy in the new era", "الجلسة الختامية"):
        add_session(tab, title)
    for _ in range(2):
        keyboard.press("Shift+ArrowUp")
    keyboard.press("Enter")
    expect(tab.get("plan-clashes")).to_contain_text("both in Plenary hall")
    tab.press("details-close")
    for language in ("en", "id"):
        tab.choose("page-language", language)
        is_clean_in(language, tab, "planning")
    tab.choose("page-language", "en")
    box(tab, "Opening").click()
    tab.get("field-description-en").wait_for()
    is_clean(tab, "planning details")
    tab.page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    is_clean(tab, "planning rtl")
    column = tab.get("board-area").bounding_box()
    assert column is not None
    drag(tab, box(tab, "Opening"), HOUR_PX / 2, -column["width"] / 6)
    expect(box(tab, "Opening of the conference, 09:30 to 10:30, Online")).to_be_visible()
