"""Checks of a view for everyone: axe, contrast in each theme, and no overflow at any width."""

import os
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.axe import COLOURS, violations
from tests.journeys.pages import Tab

THEMES = ("light", "dark", "contrast")
HEIGHTS = {1440: 900, 1024: 768, 390: 844, 320: 256, 1920: 1080}
"""Heights by width; 320 by 256 is what 1280 by 1024 leaves at 400 % (WCAG 1.4.10)."""
ON_PAPER = (1440, 1024, 390, 320)
BAR_AT_MOST = 0.3
"""Share of the height that the fixed bar may take."""
SPILLS = "() => document.documentElement.scrollWidth - innerWidth"
CUT = """() => [...document.querySelectorAll('button, a, [role=tab], select')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && one.checkVisibility({ visibilityProperty: true }) && !one.closest('[role=grid]')
        && (box.left < -1 || box.right > innerWidth + 1);
}).map((one) => one.textContent.trim())"""
"""Controls beyond the edge of the page. A grid scrolls sideways within its frame."""
BAR = """() => document.querySelector('dialog[open], [data-testid="more"][aria-expanded="true"]') ? 0
    : (document.querySelector('footer.bar')?.getBoundingClientRect().height ?? 0) / innerHeight"""
"""The share of the height that the bar takes, unless it is unfolded."""
COVERED = """() => {
    const stage = document.querySelector('[data-testid="stage"]');
    const sound = [...(stage?.querySelectorAll('.sound > *') ?? [])].map((one) => one.getBoundingClientRect());
    const texts = [];
    for (const words of stage?.querySelectorAll('.clock, .lower') ?? []) {
        const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) texts.push(walker.currentNode);
    }
    return texts.filter((text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        return [...range.getClientRects()].some((box) => sound.some((over) =>
            box.left < over.right - 1 && box.right > over.left + 1
            && box.top < over.bottom - 1 && box.bottom > over.top + 1));
    }).map((text) => text.textContent.trim()).filter(Boolean);
}"""
"""Texts of the stage that the button for the sound, or a word beside it, covers."""
HANGS = "() => document.documentElement.scrollHeight - innerHeight"
DRESS = "(theme) => { document.documentElement.dataset.theme = theme; }"


def is_clean(
    seen: Tab | Page, state: str, widths: tuple[int, ...] = ON_PAPER, *, scrolls: bool = True
) -> None:
    """Check a state of a view: axe at the first width, colours in the other themes, overflow at each width.

    A view that must not scroll (`scrolls`) does not at the first width. With `BALAI_SHOTS=folder` screenshots stay in
    that folder. Animations are stopped, because a colour in transition has no valid contrast.
    """
    page = seen.page if isinstance(seen, Tab) else seen
    page.bring_to_front()
    page.emulate_media(reduced_motion="reduce")
    first, *others = widths
    _widen(page, first, HEIGHTS[first])
    assert (found := [*_overflows(page, scrolls)]) == [], (state, first, found)
    for theme in THEMES:
        page.evaluate(DRESS, theme)
        keep(page, f"{state}-{theme}-{first}")
        assert violations(page, COLOURS if theme != THEMES[0] else None) == [], (state, theme)
    page.evaluate(DRESS, THEMES[0])
    for width in others:
        _widen(page, width, HEIGHTS[width])
        keep(page, f"{state}-{THEMES[0]}-{width}")
        assert (found := [*_overflows(page, scrolls=True)]) == [], (state, width, found)
    page.set_viewport_size({"width": first, "height": HEIGHTS[first]})


def _overflows(page: Page, scrolls: bool) -> Iterator[str]:
    if (over := page.evaluate(SPILLS)) > 0:
        yield f"{over} px spill over the side"
    yield from (f"{words} is cut" for words in page.evaluate(CUT))
    yield from (f"{words} is covered" for words in page.evaluate(COVERED))
    if (share := page.evaluate(BAR)) > BAR_AT_MOST:
        yield f"the bar takes {share:.0%} of the height"
    if not scrolls and (over := page.evaluate(HANGS)) > 0:
        yield f"{over} px hang below"


def _widen(page: Page, width: int, height: int) -> None:
    """Change the size, and let the view draw what it shows at this width."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def is_clean_on_a_small_phone(tab: Tab, state: str) -> None:
    """Check at 320 by 640 that nothing overflows or is covered."""
    before = tab.page.viewport_size
    tab.page.set_viewport_size({"width": 320, "height": 640})
    keep(tab.page, f"{state}-small-phone")
    assert (found := [*_overflows(tab.page, scrolls=True)]) == [], (state, found)
    if before:
        tab.page.set_viewport_size(before)


def keep(page: Page, name: str, *, full_page: bool = False) -> None:
    """Save a screenshot, if `BALAI_SHOTS` names a folder."""
    if folder := os.environ.get("BALAI_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name.replace(' ', '-')}.png", full_page=full_page)
