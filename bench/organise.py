"""What the organiser's workspace costs: the table of 4,300 people in the browser, and reads and imports at the server.

    make bench-organise

The demo on 127.0.0.1, with 4,300 more people of its 21 delegations, and one organiser in Chromium. The table is
scrolled from the first row to the last by 8 rows a frame, then by jumps, as when its scroll bar is dragged. Then it is
sorted by two columns and filtered by a text. Chromium reports tasks of more than 50 ms (`longtask`), by the clock on
the wall; a longest task of 0 means that there was none. Each figure is the least of five rounds, because other programs
on the machine lengthen a task that they interrupt. In one more round a trace says how much time of a core the longest
task of a scroll took.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import report
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.journeys.conftest import ORGANISER, SECRET, launched  # noqa: E402
from tests.journeys.pages import Tab  # noqa: E402
from tests.journeys.test_an_invitation import signed_in  # noqa: E402
from tests.support.hall import Hall  # noqa: E402

PEOPLE = 4300
ROWS_A_FRAME, JUMPS, ROUNDS = 8, 60, 5
ADD = f"""
from uuid import uuid4
from foundation.accounts.models import User
from sessions.demo.seats import conference
from sessions.models import Participant, Party
here = conference()
parties = list(Party.objects.filter(conference=here, outlet="").order_by("pk"))
names = [f"Member {{number}}" for number in range({PEOPLE})]
users = User.objects.create_without_address(names)
Participant.objects.bulk_create(
    Participant(conference=here, person=user, party=parties[number % len(parties)], name=name,
                function=f"Adviser {{number % 7}}", roles=["delegate"])
    for number, (user, name) in enumerate(zip(users, names))
)
"""
OBSERVE = """() => {
    window.tasks = [];
    const keep = (list) => window.tasks.push(...list.getEntries().map((one) => one.duration));
    window.observer = new PerformanceObserver(keep);
    window.observer.observe({ type: "longtask" });
}"""
LONGEST = """async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    window.tasks.push(...window.observer.takeRecords().map((one) => one.duration));
    return Math.max(0, ...window.tasks.splice(0));
}"""
BLOCK = """() => new Promise((resolve) => setTimeout(() => {
    for (const began = performance.now(); performance.now() - began < 120;);
    resolve();
}))"""
SCROLL = """async ([step, jumps]) => {
    const frame = document.querySelector('[data-testid="grid-frame"]');
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const end = frame.scrollHeight - frame.clientHeight;
    for (let top = 0; top < end; top += step) {
        frame.scrollTop = top;
        await next();
    }
    for (let jump = 0; jump < jumps; jump++) {
        frame.scrollTop = end * ((jump * 0.618) % 1);
        await next();
    }
}"""


@contextmanager
def hall() -> Iterator[Hall]:
    """The demo with 4,300 more people, and an organiser with an account."""
    with tempfile.TemporaryDirectory() as folder:
        served = Hall(Path(folder))
        served.prepare()
        served.manage("shell", "-c", ADD)
        served.account(ORGANISER, SECRET, "organiser")
        served.start()
        try:
            yield served
        finally:
            served.stop()


def scroll_people(served: Hall, page: Page) -> dict[str, float]:
    """The longest tasks while the table of people is scrolled, sorted and filtered."""
    tab = signed_in(served, page, "/c/icdd-2021/organise/delegations")
    tab.press("tab-people")
    # All addresses and states have been read when the last person has one.
    with page.expect_response(lambda answer: '"next":null' in _text(answer)):
        tab.get("grid").wait_for()
    rows = int(tab.get("grid").get_attribute("aria-rowcount") or 0) - 2
    row: Any = page.locator(".body [role=row]").first.bounding_box()
    page.evaluate(OBSERVE)
    page.evaluate(BLOCK)
    if not page.evaluate(LONGEST):
        raise RuntimeError("This browser reports no long tasks.")
    rounds = [_round(tab, [row["height"] * ROWS_A_FRAME, JUMPS]) for _ in range(ROUNDS)]
    scrolled, in_order, filtered = (min(values) for values in zip(*rounds, strict=True))
    return {
        "people_rows": rows,
        "people_scroll_longest_task_ms": scrolled,
        "people_scroll_longest_task_cpu_ms": _longest_cpu(page, [row["height"] * ROWS_A_FRAME, JUMPS]),
        "people_sort_longest_task_ms": in_order,
        "people_filter_longest_task_ms": filtered,
    }


def _round(tab: Tab, steps: list[float]) -> tuple[float, float, float]:
    """The longest tasks while the table is scrolled, sorted and filtered."""
    tab.page.evaluate(SCROLL, steps)
    scrolled: float = tab.page.evaluate(LONGEST)
    for column in ("party", "function", "name"):
        tab.press(f"sort-{column}")
    in_order: float = tab.page.evaluate(LONGEST)
    tab.get("column-filter-name").press_sequentially("member 42")
    filtered: float = tab.page.evaluate(LONGEST)
    tab.press("show-all")
    return scrolled, in_order, filtered


def _longest_cpu(page: Page, steps: list[float]) -> float:
    """How much time of a core the longest task of the page's main thread took during a scroll, milliseconds."""
    browser = page.context.browser
    assert browser is not None
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    page.evaluate(SCROLL, steps)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    main = {(e["pid"], e["tid"]) for e in events if e.get("args", {}).get("name") == "CrRendererMain"}
    tasks = (e for e in events if e["name"].endswith("RunTask") and (e["pid"], e["tid"]) in main)
    longest: float = max(task.get("tdur", 0) for task in tasks)
    return longest / 1000


def at_the_server() -> dict[str, float]:
    """Run `organise_server.py`. Returns its figures."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DEMO": "1", "DATA_DIR": folder}
        command = [sys.executable, str(Path(__file__).with_name("organise_server.py"))]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=300)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _text(answer: Any) -> str:
    return answer.text() if "/organise/people" in answer.url else ""


def main() -> None:
    """Measure, print and write the figures."""
    with hall() as served, sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        figures = scroll_people(served, page)
        browser.close()
    figures |= at_the_server()
    for name, value in figures.items():
        print(f"{name:36}{value:>10.1f}")
    print("written to", report.write("organise", figures, {}).relative_to(ROOT))


if __name__ == "__main__":
    main()
