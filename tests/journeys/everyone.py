"""A view as everyone meets it: in each theme and width axe finds nothing, and nothing spills over the side."""

import os
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.axe import COLOURS, violations
from tests.journeys.pages import Tab

THEMES = ("light", "dark", "contrast")
HEIGHTS = {1440: 900, 1024: 768, 390: 844, 1920: 1080}
"""By width."""
ON_PAPER = (1440, 1024, 390)
SPILLS = "() => document.documentElement.scrollWidth - innerWidth"
HANGS = "() => document.documentElement.scrollHeight - innerHeight"
DRESS = "(theme) => { document.documentElement.dataset.theme = theme; }"


def is_clean(
    seen: Tab | Page, state: str, widths: tuple[int, ...] = ON_PAPER, *, scrolls: bool = True
) -> None:
    """A state of a view, in each theme at the first width and in the light one at the others.

    Where it must not scroll (`scrolls`), it does not at the first width. With `BALAI_SHOTS=folder` its pictures stay
    in that folder. Nothing moves meanwhile: a colour in the midst of its change has no contrast.
    """
    page = seen.page if isinstance(seen, Tab) else seen
    page.bring_to_front()
    page.emulate_media(reduced_motion="reduce")
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        for theme in THEMES if width == widths[0] else THEMES[:1]:
            page.evaluate(DRESS, theme)
            where = f"{state}-{theme}-{width}".replace(" ", "-")
            keep(page, where)
            found = [*_findings(page, scrolls or width != widths[0], COLOURS if theme != THEMES[0] else None)]
            assert found == [], (where, found)
    page.evaluate(DRESS, THEMES[0])
    page.set_viewport_size({"width": widths[0], "height": HEIGHTS[widths[0]]})


def _findings(page: Page, scrolls: bool, rules: list[str] | None) -> Iterator[str]:
    if (over := page.evaluate(SPILLS)) > 0:
        yield f"{over} px spill over the side"
    if not scrolls and (over := page.evaluate(HANGS)) > 0:
        yield f"{over} px hang below"
    yield from violations(page, rules)


def keep(page: Page, name: str, *, full_page: bool = False) -> None:
    """A picture of it, where `BALAI_SHOTS` names a folder for them."""
    if folder := os.environ.get("BALAI_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=full_page)
