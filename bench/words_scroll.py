"""What scrolling through 10,000 messages costs in Chromium.

    words_scroll.py MESSAGES

A delegate reads a channel of MESSAGES messages from the last to the first, page by page, then scrolls from the first to
the last. Chromium reports tasks of more than 50 ms (`longtask`), by the clock on the wall; 0 means that there was none.
Each figure is the least of three rounds, because other programs on the machine lengthen a task that they interrupt.
Prints the longest task in milliseconds as JSON: `messages_read_back_longest_task_ms`, and
`messages_scroll_longest_task_ms`.
"""

import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.journeys.conftest import launched, seated  # noqa: E402
from tests.support.hall import Hall  # noqa: E402

ROUNDS = 3
ADD = """
import sys
from datetime import timedelta
from chat.models import ChatMessage
from foundation import clock
from sessions.demo.seats import conference, main_session
session, now, most = main_session(conference()), clock.now(), int(sys.argv[-1])
ChatMessage.objects.bulk_create(
    ChatMessage(session=session, number=number, channel="everyone", person="00000000-0000-4000-8000-000000000000",
                name=f"Guest {number % 300}", guest=True, sent_at=now - timedelta(seconds=most - number),
                text=f"Message {number}: " + "we agree with this. " * (number % 9), is_live=number > most - 100)
    for number in range(1, most + 1)
)
"""
OBSERVE = """() => {
    window.tasks = [];
    window.observer = new PerformanceObserver((list) => window.tasks.push(...list.getEntries()));
    window.observer.observe({ type: "longtask" });
}"""
LONGEST = """async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    window.tasks.push(...window.observer.takeRecords());
    return Math.max(0, ...window.tasks.splice(0).map(({ duration }) => duration));
}"""
BACK = """async (wanted) => {
    const list = document.querySelector('[data-testid="messages"]');
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frames = 0; frames < 60000; frames++) {
        list.scrollTop = Math.max(0, list.scrollTop - 400);
        await next();
        if (list.scrollTop < 1 && list.querySelectorAll("li[data-testid]").length >= wanted) return true;
    }
    return false;
}"""
FORTH = """async () => {
    const list = document.querySelector('[data-testid="messages"]');
    const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let top = 0; top < list.scrollHeight - list.clientHeight - 100; top += 400) {
        list.scrollTop = top;
        await next();
    }
}"""


def measure(hall: Hall, page: Page, messages: int) -> tuple[float, float]:
    """The longest task of reading back to the first message, and of scrolling on to the last, in milliseconds."""
    tab = seated(hall, page, "audience")
    tab.press("tab-messages")
    tab.get("messages-earlier").wait_for()
    page.evaluate(OBSERVE)
    assert page.evaluate(BACK, messages)
    back = float(page.evaluate(LONGEST))
    page.evaluate(FORTH)
    return back, float(page.evaluate(LONGEST))


def main(messages: int) -> None:
    """Measure, and print the figures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        hall = Hall(Path(folder))
        hall.prepare()
        hall.python(ADD, str(messages))
        hall.start()
        browser = launched(playwright)
        try:
            found = [
                measure(hall, browser.new_page(viewport={"width": 390, "height": 844}), messages)
                for _ in range(ROUNDS)
            ]
        finally:
            browser.close()
            hall.stop()
    figures = {
        "messages_read_back_longest_task_ms": min(back for back, _ in found),
        "messages_scroll_longest_task_ms": min(forth for _, forth in found),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]))
