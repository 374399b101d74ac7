"""Accessibility checks of a page with axe-core."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async (rules) => (await axe.run(document, {
    resultTypes: ['violations'], ...(rules && { runOnly: rules }),
})).violations"""
COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules that a change of theme alone can break."""


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """A line for each violation of a rule, or of one of `rules`: the rule, the element, and what to mend.

    Empty is clean. The page's policy forbids foreign scripts, so axe is evaluated instead of added. Let transitions end
    first.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {SOURCE.read_text(encoding='utf-8')} }}")
    found: list[dict[str, Any]] = page.evaluate(RUN, rules)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
