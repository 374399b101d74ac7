"""Every component in every state, theme, width and direction: no overflow, and no violation by axe."""

import re
from itertools import product

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.axe import COLOURS, finds_nothing, is_accessible
from tests.journeys.everyone import DRESS, THEMES, is_in, keep
from tests.support.hall import Hall

WIDTHS = [390, 1024, 1440]
DIRECTIONS = {"ltr": "en", "rtl": "ar"}
"""Directions, each with a language that is written so."""
SPEAK = "(language) => localStorage.setItem('balai.language', language)"
OVERFLOW = """async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const widest = document.documentElement.clientWidth + 1;
    const spills = ({ left, right }) => left < -1 || right > widest;
    const found = [...document.querySelectorAll('body *')].filter((e) => spills(e.getBoundingClientRect()));
    return found.map((e) => `${e.tagName}.${e.className}`);
}"""

LOOKS = (
    "(button) => ['color', 'backgroundColor', 'borderColor'].map((name) => getComputedStyle(button)[name])"
)


def test_every_component_in_every_theme_width_and_direction(hall: Hall, context: BrowserContext) -> None:
    page = context.new_page()
    for direction, language in DIRECTIONS.items():
        page.goto(f"{hall.url}/api/v1/demo")
        page.evaluate(SPEAK, language)
        page.goto(f"{hall.url}/gallery?dir={direction}")
        _is_drawn(page, language)
        for theme, width in product(THEMES, WIDTHS):
            page.evaluate(DRESS, theme)
            page.set_viewport_size({"width": width, "height": 900})
            name = f"gallery-{theme}-{width}-{direction}"
            finds_nothing(page, name, lambda: page.evaluate(OVERFLOW))
            keep(page, name, full_page=True)
            # Axe finds nothing more in a component at another width.
            if (width, direction) != (WIDTHS[0], "ltr"):
                continue
            rules = COLOURS if theme != THEMES[0] else None
            is_accessible(page, name, rules)
            page.get_by_test_id("open-dialog").click()
            expect(page.get_by_role("dialog")).to_be_visible()
            keep(page, f"{name}-dialog")
            is_accessible(page, f"{name} dialog", rules)
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.thorough
def test_a_disabled_button_does_not_change_under_the_pointer(hall: Hall, context: BrowserContext) -> None:
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{hall.url}/gallery?theme=light&dir=ltr")
    buttons = page.locator("main button:is(:disabled, [aria-disabled=true]).act")
    expect(buttons).not_to_have_count(0)
    for button in buttons.all():
        button.scroll_into_view_if_needed()
        page.mouse.move(0, 0)
        looks = button.evaluate(LOOKS)
        button.hover(force=True)
        assert button.evaluate("(button) => button.matches(':hover')")
        assert button.evaluate(LOOKS) == looks


def _is_drawn(page: Page, language: str) -> None:
    is_in(page, language, "gallery")
    # The texts arrive after the page.
    expect(page.get_by_test_id("theme")).to_have_accessible_name(re.compile("."))
    expect(page.get_by_test_id("picture-on")).to_have_attribute("data-showing", "true")
