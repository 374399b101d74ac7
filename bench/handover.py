"""How long a page has no sound and picture when its relay is killed, and when it is stopped for an update.

    make bench-handover

A web process and two relays on 127.0.0.1; Fiji speaks from one Chromium, and some of the audience listen in another. It
measures the time from the signal until a page's *new* connection brings the speaker's sound. That includes the
reconnection of both the page and the speaker to the other relay. The ratio is the median after a kill, divided by the
median after a stop.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import report
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.journeys.conftest import FLAGS, seated  # noqa: E402
from tests.journeys.pages import Tab, give, thank  # noqa: E402
from tests.support.hall import Hall  # noqa: E402
from tests.support.relays import RelayOf, SplitHall  # noqa: E402

LISTENERS, ROUNDS = 6, 4
PATIENCE_MS = 40_000
WATCH = """() => {
    const before = window.__balai.listen;
    window.__heard = null;
    const timer = setInterval(async () => {
        const now = window.__balai.listen;
        if (now === before || now?.connectionState !== "connected") return;
        if ((await window.__balai.slots()).floor?.audioPackets > 0) {
            window.__heard ??= Date.now();
            clearInterval(timer);
        }
    }, 50);
}"""


def gaps(pages: list[Page], end: Callable[[], object]) -> list[float]:
    """Seconds until each page hears the speaker again, after `end` has ended a relay."""
    for page in pages:
        page.evaluate(WATCH)
    began = time.time()
    end()
    for page in pages:
        page.wait_for_function("() => window.__heard !== null", polling=100, timeout=PATIENCE_MS)
    return [page.evaluate("() => window.__heard") / 1000 - began for page in pages]


def carrying(apart: SplitHall, token: str) -> RelayOf:
    """The relay that carries the session."""
    endpoint = f"/api/v1/sessions/{apart.web.session()}/media-token"
    return apart.at(apart.web.post(endpoint, {"action": "listen"}, token)["url"])


def measure(apart: SplitHall, browser: Browser) -> tuple[list[float], list[float]]:
    """The seconds without sound after a kill, and after a stop."""
    fiji = seated(apart.web, browser.new_page(), "fiji")
    fiji.join()
    fiji.press("request-floor")
    moderator = seated(apart.web, browser.new_page(), "moderator")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")
    pages = [seated(apart.web, browser.new_context().new_page(), "audience").page for _ in range(LISTENERS)]
    token = apart.web.seat("audience")["token"]
    found: dict[str, list[float]] = {"kill": [], "stop": []}
    for number in range(2 * ROUNDS):
        for page in pages:
            Tab(page).waits_for_promised(
                "async () => (await window.__balai.slots()).floor?.audioPackets > 50"
            )
        relay, way = carrying(apart, token), "kill" if number % 2 else "stop"
        found[way] += gaps(pages, getattr(relay, way))
        relay.start()
        print(way, [round(gap, 1) for gap in found[way][-LISTENERS:]])
    return found["kill"], found["stop"]


def figures_of(name: str, values: list[float]) -> dict[str, float]:
    """The median, the 95th percentile and the maximum, in seconds."""
    p95 = statistics.quantiles(values, n=20)[-1]
    return {
        f"{name}_median_s": statistics.median(values),
        f"{name}_p95_s": min(p95, max(values)),
        f"{name}_longest_s": max(values),
    }


def main() -> None:
    """Measure, print and write the figures."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        web = Hall(Path(folder), PROCESS_TYPE="web")
        web.prepare()
        apart = SplitHall(web)
        stack.callback(apart.stop)
        apart.start()
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS
        )
        killed, stopped = measure(apart, browser)
        browser.close()
    figures = figures_of("killed", killed) | figures_of("stopped", stopped)
    ratios = {"killed_over_stopped": figures["killed_median_s"] / figures["stopped_median_s"]}
    for name, value in (figures | ratios).items():
        print(f"{name:24} {value:8.2f}")
    print(report.write("handover", figures, ratios).relative_to(ROOT))


if __name__ == "__main__":
    main()
