"""What a view shows before a menu is opened, against the budgets in docs/design.md."""

import re
from functools import cache

from playwright.sync_api import Page

from tests.journeys.axe import finds_nothing
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


COLUMNS = {390: 0, 1440: 1, 1920: 1}
"""The column of a width. At 1920 px hall screens are looked at, and pages that have no budget of their own there."""
FILLED = {
    "check asking": 2,
    "continued elsewhere": 2,
    "session motion": 4,
    "console before": 2,
    "console limits": 2,
    "console revokes": 2,
    "session my point of order": 2,
    "session ruled": 2,
    "vote cast": 2,
    "vote result in a line": 2,
    "vote result": 2,
    "vote otherwise": 2,
    "vote called phone": 2,
    "vote objects": 2,
    "desk counts hands": 2,
}
"""Debts: states with more than one filled button, and how many they have. No state may come to them."""


@cache
def budgets() -> dict[str, tuple[str, str]]:
    """The most controls of each state, on phones and on wide pages: the table *Budgets* of docs/design.md.

    A dash is a size at which no journey looks.
    """
    text = (ROOT / "docs/design.md").read_text("utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| (\d+|–) \| (\d+|–) \|$", text, re.M)
    found = {state: (narrow, wide) for state, narrow, wide in rows}
    assert len(found) == len(rows), "A state has two rows."
    return found


def is_within_budget(page: Page, state: str, width: int) -> None:
    """Wait until a state shows no more controls than its budget, and one filled button. A state without a row fails."""
    if width not in COLUMNS:
        return
    most = budgets().get(state, ("–", "–"))[COLUMNS[width]]

    def too_many() -> list[str]:
        seen = page.evaluate(SEEN)
        is_within = seen["controls"] <= int(most) and seen["filled"] <= FILLED.get(state, 1)
        return [] if is_within else [f"The budget is {most}: {seen}"]

    assert most.isdecimal(), (
        f"{state} {width} has no budget in docs/design.md; it shows {page.evaluate(SEEN)}."
    )
    finds_nothing(page, f"{state} {width}", too_many)
