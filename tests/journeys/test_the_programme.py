"""The programme for a delegate: its turns, four floors at once, what comes next, what was said."""

from itertools import product

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.axe import COLOURS, is_accessible
from tests.journeys.conftest import Take
from tests.journeys.everyone import THEMES, is_inside
from tests.journeys.pages import Tab, sees
from tests.journeys.panels import give_floor, panels_of
from tests.journeys.secretary import chairing
from tests.support.hall import Hall
from tests.support.tab import Tab as Socket
from tests.support.tier import THOROUGH

SPEAKERS = {"FJ": "Fiji", "CL": "Chile", "JP": "Japan", "AU": "Australia"}


@pytest.mark.thorough
def test_the_programme_follows_the_floors(hall: Hall, take: Take) -> None:
    review = hall.session()
    delegate = take("chile")
    delegate.press("join-without")
    delegate.press("request-floor")
    sees(delegate, "own-place", "3rd")
    delegate.page.goto(f"{hall.pages}/programme")
    sees(delegate, "my-turns", "3rd")

    async def review_closes(chair: Socket) -> None:
        await give_floor(chair, review, "FJ")
        assert "done" in await chair.do(f"session/{review}", "session.close")

    chairing(hall, review_closes)
    expect(delegate.get("live-strip")).to_have_count(0)
    expect(delegate.get("my-turns")).to_have_count(0)
    sees(delegate, "countdown", "new era of opportunities")
    delegate.get(f"spoken-{review}").locator("summary").click()
    sees(delegate, f"spoken-{review}", "Fiji")

    panels = chairing(hall, _open_four)
    expect(delegate.get("live-strip").get_by_role("listitem")).to_have_count(4)
    for panel, name in zip(panels, SPEAKERS.values(), strict=True):
        sees(delegate, f"live-{panel}", name)
    chairing(hall, lambda chair: give_floor(chair, panels[0], "CN"))
    sees(delegate, f"live-{panels[0]}", "China")
    _is_clean_everywhere(delegate.page)

    delegate.press(f"enter-{panels[0]}")
    delegate.page.wait_for_url(f"{hall.pages}/session/{panels[0]}")


async def _open_four(chair: Socket) -> list[str]:
    panels = await panels_of(chair)
    for panel, code in zip(panels, SPEAKERS, strict=True):
        assert "done" in await chair.do(f"session/{panel}", "session.open")
        await give_floor(chair, panel, code)
    return panels


def _is_clean_everywhere(page: Page) -> None:
    """No overflow in any theme, width and direction; no violation by axe, and no colour that fails in a theme."""
    looked: set[str] = set()
    for theme, width, direction in product(THEMES if THOROUGH else THEMES[:1], (390, 1440), ("ltr", "rtl")):
        state = f"{theme} {width} {direction}"
        is_inside(page, state, width, 900)
        Tab(page).choose("theme", theme)
        page.evaluate("(dir) => { document.documentElement.dir = dir; }", direction)
        is_inside(page, state, width, 900)
        if theme not in looked:
            is_accessible(page, state, COLOURS if looked else None)
            looked.add(theme)
    page.evaluate("() => { document.documentElement.dir = 'ltr'; }")


@pytest.mark.thorough
def test_the_programme_in_an_outage_keeps_what_it_shows(hall: Hall, take: Take) -> None:
    audience = take("audience")
    audience.page.goto(f"{hall.pages}/programme")
    sees(audience, "live-strip", "crisis management")
    hall.kill()
    sees(audience, "dropped", "being restored")
    sees(audience, "live-strip", "crisis management")
    hall.start()
    audience.is_live()
    expect(audience.get("dropped")).to_have_count(0)


def test_the_keyboard_leads_from_the_first_page_to_a_session(hall: Hall, context: BrowserContext) -> None:
    first_page = context.new_page()
    first_page.goto(hall.url)
    expect(first_page).to_have_title("Take a seat · Balai")
    first_page.get_by_test_id("seat-fiji").wait_for()
    _is_clean_everywhere(first_page)
    first_page.get_by_test_id("page-language").select_option("id")
    expect(first_page).to_have_title("Ambil kursi · Balai")
    first_page.reload()
    first_page.get_by_test_id("seat-fiji").wait_for()
    _skips_to_main(first_page)
    _tabs_to(first_page, "seat-fiji")
    with context.expect_page() as opened:
        first_page.keyboard.press("Enter")
    fiji = Tab(opened.value)
    expect(fiji.get("take-seat")).to_be_focused()
    fiji.page.keyboard.press("Enter")
    fiji.is_live()
    fiji.page.goto(f"{hall.pages}/programme")
    expect(fiji.page).to_have_title("Susunan acara · ICDD")
    _skips_to_main(fiji.page)
    _tabs_to(fiji.page, f"enter-{hall.session()}")
    fiji.page.keyboard.press("Enter")
    fiji.page.wait_for_url(f"{hall.pages}/session/{hall.session()}")
    expect(fiji.page).to_have_title("Countries' Review: crisis management · ICDD")


def _skips_to_main(page: Page) -> None:
    page.get_by_test_id("skip").wait_for(state="attached")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def _tabs_to(page: Page, testid: str) -> None:
    """Press Tab only; every stop on the way must be visible."""
    for _ in range(40):
        page.keyboard.press("Tab")
        Tab(page).waits_until("() => getComputedStyle(document.activeElement).outlineStyle === 'solid'")
        if page.evaluate("() => document.activeElement.dataset.testid") == testid:
            return
    raise AssertionError(f"The Tab key does not reach {testid}.")
