"""What a view shows before a menu is opened, against the budgets in docs/design.md."""

import re
from functools import cache

from playwright.sync_api import Page

from tests.support.hall import ROOT

SEEN = """() => {
    const within = document.querySelector('dialog[open]') ?? document;
    const clips = (each) => {
        const { overflowY, display } = getComputedStyle(each);
        return display !== 'contents' && /auto|scroll|hidden/.test(overflowY);
    };
    const isSeen = (each) => {
        const box = each.getBoundingClientRect();
        if (each.closest('[inert]') || !each.checkVisibility({ visibilityProperty: true })) return false;
        if (getComputedStyle(each).clipPath !== 'none' || box.width < 4 || box.height < 4) return false;
        if (box.bottom <= 2 || box.top >= innerHeight - 2 || box.right <= 2 || box.left >= innerWidth - 2) return false;
        for (let over = each.parentElement; over && over !== document.body; over = over.parentElement) {
            const around = over.getBoundingClientRect();
            if (clips(over) && (box.top >= around.bottom - 2 || box.bottom <= around.top + 2)) return false;
        }
        return true;
    };
    const controls = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [contenteditable="true"]';
    const seen = [...within.querySelectorAll(controls)].filter(isSeen);
    const listOf = (each) => {
        const around = each.closest('ol, ul, tbody, section');
        return around?.matches('section') ? null : around;
    };
    const lists = new Set(seen.map(listOf).filter(Boolean));
    return {
        controls: seen.filter((each) => !listOf(each)).length + lists.size,
        filled: seen.filter((each) => each.matches('button:is(.act, .live)')).length,
    };
}"""
"""The controls on the first screen, those of the rows of a list once, and how many of them are filled."""


@cache
def budgets() -> dict[tuple[str, int], int]:
    """The most controls, by state and width: the table *Budgets* of docs/design.md."""
    text = (ROOT / "docs/design.md").read_text()
    rows = re.findall(r"^\| `([^`]+)` \| ([\d–]+) \| ([\d–]+) \|$", text, re.M)
    found = {
        (state, width): most for state, *mosts in rows for width, most in zip((390, 1440), mosts, strict=True)
    }
    return {key: int(most) for key, most in found.items() if most != "–"}


def is_within_budget(page: Page, state: str, width: int) -> None:
    """Check that a state shows no more controls than its budget, and at most one filled button."""
    if (state, width) not in budgets():
        return
    seen = page.evaluate(SEEN)
    assert seen["controls"] <= budgets()[state, width], f"{state} {width}: {seen}"
    assert seen["filled"] <= 1, f"{state} {width}: {seen}"
