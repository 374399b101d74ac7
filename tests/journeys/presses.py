"""How many presses a task of a role takes, as the table *Presses* in docs/design.md says."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from tests.journeys.pages import Tab
from tests.support.hall import ROOT

PAGE = ROOT / "docs/design.md"
HEAD = "| role | task | presses | why more than two |\n|---|---|---|---|\n"
COUNT = """() => {
    window.presses = 0;
    const pressed = (event) => { if (event.isTrusted) window.presses += 1; };
    const chosen = (event) => { if (event.target.matches('select')) window.presses += 1; };
    document.addEventListener('pointerdown', pressed, true);
    document.addEventListener('change', chosen, true);
    window.endPresses = () => {
        document.removeEventListener('pointerdown', pressed, true);
        document.removeEventListener('change', chosen, true);
        return window.presses;
    };
}"""
"""Counts what a pointer does, also the presses that open a menu, and a choice in a list as one; typing not at all."""


class Presses:
    """The presses of each task of a journey, by role and task, in their order."""

    def __init__(self) -> None:
        self.counted: dict[tuple[str, str], int] = {}

    @contextmanager
    def of(self, tab: Tab, role: str, task: str) -> Iterator[None]:
        """Count what is pressed in a tab meanwhile."""
        tab.page.bring_to_front()
        tab.page.evaluate(COUNT)
        yield
        self.counted[role, task] = tab.page.evaluate("() => window.endPresses()")

    def are_in_the_table(self) -> None:
        """Check that docs/design.md says the same; with `BALAI_PRESSES=write` make it say so, and keep its reasons."""
        if os.environ.get("BALAI_PRESSES") == "write":
            text, before = PAGE.read_text("utf-8"), table()
            rows = "".join(
                f"| {role} | {task} | {presses} | {before.get((role, task), (0, ''))[1]} |\n"
                for (role, task), presses in self.counted.items()
            )
            start = text.index(HEAD) + len(HEAD)
            end = text.index("\n\n", start - 1) + 1
            PAGE.write_text(text[:start] + rows + text[end:], "utf-8")
        assert {key: presses for key, (presses, _) in table().items()} == self.counted


def table() -> dict[tuple[str, str], tuple[int, str]]:
    """The presses of each task, and why they are more than two."""
    text = PAGE.read_text("utf-8").partition(HEAD)[2].partition("\n\n")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| (\d+) \| ?([^|]*?) ?\|$", text, re.M)
    return {(role, task): (int(presses), reason) for role, task, presses, reason in rows}
