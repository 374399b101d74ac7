"""Accessibility checks of a page with axe-core."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.sync_api import Page

from tests.support.patience import PATIENCE

SOURCE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async (rules) => !('axe' in window) ? null : (await axe.run(document, {
    resultTypes: ['violations'], ...(rules && { runOnly: rules }),
})).violations"""
COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules that a change of theme alone can break."""


AGAIN_MS = 100


def is_accessible(page: Page, state: str = "", rules: list[str] | None = None) -> None:
    """Wait until a page in this state violates no rule, or none of `rules`.

    A colour in transition has no valid contrast, and a tab in the background ends no transition.
    """
    page.bring_to_front()
    finds_nothing(page, state, lambda: violations(page, rules))


def finds_nothing(page: Page, state: str, look: Callable[[], list[str]]) -> None:
    """Look at a page in this state until nothing is found, because a page that changes is wrong for a moment."""
    end = monotonic() + PATIENCE
    while found := look():
        assert monotonic() < end, (state, found)
        page.wait_for_timeout(AGAIN_MS)  # between two looks at the page


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """A line for each violation of a rule, or of one of `rules`: the rule, the element, and what to mend.

    Empty is clean. The page's policy forbids foreign scripts, so axe is evaluated instead of added.
    """
    found: list[dict[str, Any]] | None = page.evaluate(RUN, rules)
    if found is None:
        page.evaluate(f"() => {{ {SOURCE.read_text(encoding='utf-8')} }}")
        found = page.evaluate(RUN, rules)
    assert found is not None
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
