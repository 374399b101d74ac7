"""Checks of a view for everyone: axe, contrast in each theme, and no overflow at any width."""

import json
import os
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.axe import COLOURS, finds_nothing, is_accessible
from tests.journeys.budget import is_within_budget
from tests.journeys.pages import Tab
from tests.support.hall import ROOT
from tests.support.tier import THOROUGH

THEMES = ("light", "dark", "contrast")
HEIGHTS = {1440: 900, 1024: 768, 390: 844, 320: 256, 1920: 1080}
"""Heights by width; 320 by 256 is what 1280 by 1024 leaves at 400 % (WCAG 1.4.10)."""
ON_PAPER = (1440, 1024, 390, 320)
BAR_AT_MOST = 0.3
"""Share of the height that the fixed bar may take."""
OVERFLOWS = """async (scrolls) => {
    // What this size shows is drawn first.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const { scrollWidth, scrollHeight } = document.documentElement;
    const found = [];
    if (scrollWidth > innerWidth) found.push(`${scrollWidth - innerWidth} px spill over the side`);
    if (!scrolls && scrollHeight > innerHeight) found.push(`${scrollHeight - innerHeight} px hang below`);

    // Tables that are wider than their place hide columns.
    for (const one of document.querySelectorAll('.listing'))
        if (one.scrollWidth > one.clientWidth) found.push(`${one.textContent.trim()} is wider than its place`);

    // Controls beyond the edge of the page. A grid scrolls sideways within its frame.
    for (const one of document.querySelectorAll('button, a, [role=tab], select')) {
        const box = one.getBoundingClientRect();
        if (box.width > 0 && (box.left < -1 || box.right > innerWidth + 1)
            && one.checkVisibility({ visibilityProperty: true }) && !one.closest('[role=grid]'))
            found.push(`${one.textContent.trim()} is cut`);
        // Blocks of a timetable are as wide as they last: they cut their text, and have it whole as their name.
        const spills = getComputedStyle(one).overflowX === 'visible';
        if (spills && one.matches('button, [role=tab]') && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
            && one.checkVisibility({ visibilityProperty: true }) && !one.closest('[role=grid]'))
            found.push(`${one.textContent.trim()} is wider than its button`);
    }

    // Texts in the picture that a mark covers.
    const stage = document.querySelector('[data-testid="stage"]');
    const marks = [...(stage?.querySelectorAll('.marks > *') ?? [])].map((one) => one.getBoundingClientRect());
    for (const words of stage?.querySelectorAll('.notice, .asked') ?? []) {
        const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const range = document.createRange();
            range.selectNodeContents(walker.currentNode);
            const covered = [...range.getClientRects()].some((box) => marks.some((over) =>
                box.left < over.right - 1 && box.right > over.left + 1
                && box.top < over.bottom - 1 && box.bottom > over.top + 1));
            const text = walker.currentNode.textContent.trim();
            if (covered && text) found.push(`${text} is covered`);
        }
    }

    // The share of the height that the fixed bar takes.
    const bar = document.querySelector('dialog[open]') ? null : document.querySelector('footer.bar');
    const share = (bar?.getBoundingClientRect().height ?? 0) / innerHeight;
    if (share > BAR_AT_MOST) found.push(`the bar takes ${Math.round(100 * share)} % of the height`);
    return found;
}""".replace("BAR_AT_MOST", str(BAR_AT_MOST))
"""What is beyond the page's edges, covered, or too high. A view that does not scroll must not hang below."""
OTHERS = ("ar", "ru")
"""Languages in which each state is laid out besides English: from right to left, and with long words."""
NARROW = 390
"""The narrowest width for other languages than English."""
CHOICE = '[data-testid="page-language"]'
OF_MENU = '[data-testid="you"]'
LOAD_MENU = f"""() => {{
    const menu = document.querySelector('{OF_MENU}')?.popoverTargetElement;
    menu?.showPopover();
    menu?.hidePopover();
}}"""
"""What the menu of the seat has is loaded when it is first opened. A dialog may be open over its button."""
CHOOSE = """(choice, language) => {
    choice.value = language;
    choice.dispatchEvent(new Event('change', { bubbles: true }));
}"""
"""It is hidden on a narrow page, and behind a dialog."""
LEFT_IN_ENGLISH = """([language, direction, english]) => {
    const { lang, dir } = document.documentElement;
    if (lang !== language || dir !== direction) return [`${lang} ${dir}`];
    const known = new Set(english), found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        // What was announced to screen readers stays as it was.
        const text = walker.currentNode.textContent.trim(), over = walker.currentNode.parentElement;
        const announced = '[data-testid=announcement], [data-testid=announcement-now]';
        if (known.has(text) && !over.closest(`[lang]:not(html), ${announced}`)) found.push(text);
    }
    return found;
}"""
"""What of the page is not in the language, or not in its direction."""
DRESS = "(theme) => { document.documentElement.dataset.theme = theme; }"


def is_clean(
    seen: Tab | Page, state: str, widths: tuple[int, ...] = ON_PAPER, *, scrolls: bool = True
) -> None:
    """Check a state of a view: axe at the first width, colours in the other themes, overflow at each width.

    `make test` looks at the light theme, and at the first width and that of a phone; `make thorough` at all.

    A view that must not scroll (`scrolls`) does not at the first width. With `BALAI_SHOTS=folder` screenshots stay in
    that folder. Animations are stopped, because a colour in transition has no valid contrast.
    """
    page = seen.page if isinstance(seen, Tab) else seen
    page.bring_to_front()
    page.emulate_media(reduced_motion="reduce")
    first, *others = widths
    is_inside(page, f"{state} {first}", first, HEIGHTS[first], scrolls=scrolls)
    is_within_budget(page, state, first)
    for theme in THEMES if THOROUGH else THEMES[:1]:
        page.evaluate(DRESS, theme)
        keep(page, f"{state}-{theme}-{first}")
        is_accessible(page, f"{state} {theme}", COLOURS if theme != THEMES[0] else None)
    page.evaluate(DRESS, THEMES[0])
    for width in others if THOROUGH else _phones(others):
        is_inside(page, f"{state} {width}", width, HEIGHTS[width])
        is_within_budget(page, state, width)
        keep(page, f"{state}-{THEMES[0]}-{width}")
    page.set_viewport_size({"width": first, "height": HEIGHTS[first]})


def _phones(widths: list[int]) -> list[int]:
    return [width for width in widths if width == NARROW]


def is_clean_and_translated(
    seen: Tab | Page, state: str, widths: tuple[int, ...] = ON_PAPER, *, scrolls: bool = True
) -> None:
    """Check a state of a view as `is_clean` does, and in other languages, if the page has a choice of them.

    There it is all in the language and in its direction, and nothing overflows at the first and at a narrow width.
    `make test` looks at Arabic alone.
    """
    is_clean(seen, state, widths, scrolls=scrolls)
    page = seen.page if isinstance(seen, Tab) else seen
    page.evaluate(LOAD_MENU)
    if page.locator(OF_MENU).count():
        page.locator(CHOICE).wait_for(state="attached")
    if not page.locator(CHOICE).count():
        return
    first = widths[0]
    narrow = min((width for width in widths if width >= NARROW), default=first)
    for language in OTHERS if THOROUGH else OTHERS[:1]:
        choose_language(page, language, state)
        for width in {first, narrow}:
            is_inside(page, f"{state} {language} {width}", width, HEIGHTS[width])
            keep(page, f"{state}-{language}-{width}")
    choose_language(page, "en", state)
    page.set_viewport_size({"width": first, "height": HEIGHTS[first]})


def choose_language(page: Page, language: str, state: str) -> None:
    """Change the language of a page, and wait until its direction and its texts are those of the language."""
    page.locator(CHOICE).first.evaluate(CHOOSE, language)
    is_in(page, language, state)


def is_in(page: Page, language: str, state: str) -> None:
    """Wait until the direction and the texts of a page are those of the language."""
    expected = [language, "rtl" if language == "ar" else "ltr", english_texts(language)]
    finds_nothing(page, f"{state} {language}", lambda: page.evaluate(LEFT_IN_ENGLISH, expected))


@cache
def english_texts(language: str) -> list[str]:
    """The English texts of several words that have no parameter, and another text in the language."""
    found = set()
    folder = ROOT / "frontend" / "src" / "locales"
    for file in [path.name for path in (folder / "en").iterdir()]:
        english, other = (json.loads((folder / tag / file).read_text("utf-8")) for tag in ("en", language))
        for name, texts in english.items():
            found |= {text for key, text in texts.items() if " " in text and other[name].get(key) != text}
    return sorted(text for text in found if "{" not in text)


def is_clean_in(language: str, seen: Tab | Page, state: str) -> None:
    """Check a state of a view in one of the languages: all of it in English, and in the others that the texts fit.

    No rule of axe depends on the language, and `make check` finds missing texts.
    """
    if language == "en":
        is_clean(seen, state)
        return
    page = seen.page if isinstance(seen, Tab) else seen
    page.bring_to_front()
    for width in (*ON_PAPER[1:], ON_PAPER[0]):
        is_inside(page, f"{state} {language} {width}", width, HEIGHTS[width])
        keep(page, f"{state}-{language}-{width}")


def is_inside(page: Page, state: str, width: int, height: int, *, scrolls: bool = True) -> None:
    """Change the size of a page, and wait until nothing overflows, is cut or is covered."""
    page.set_viewport_size({"width": width, "height": height})
    finds_nothing(page, state, lambda: page.evaluate(OVERFLOWS, scrolls))


def is_clean_on_a_small_phone(tab: Tab, state: str) -> None:
    """Check at 320 by 640 that nothing overflows or is covered."""
    before = tab.page.viewport_size
    tab.page.bring_to_front()
    is_inside(tab.page, f"{state} small phone", 320, 640)
    keep(tab.page, f"{state}-small-phone")
    if before:
        tab.page.set_viewport_size(before)


def keep(page: Page, name: str, *, full_page: bool = False) -> None:
    """Save a screenshot, if `BALAI_SHOTS` names a folder."""
    if folder := os.environ.get("BALAI_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name.replace(' ', '-')}.png", full_page=full_page)
