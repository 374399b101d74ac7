"""What a phone in the audience loads: the page's Lighthouse scores (phone profile), and the size of its scripts.

    make bench-web

A hall of its own serves the demo on 127.0.0.1. Lighthouse audits the session page several times, and the median of each
score counts. The weight is the gzipped size of all scripts and texts that the page loaded. `scan_to_seat_s` is the
median time from the address of the scanned code to a seat on a live page.
"""

import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import report
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))
from tests.journeys.conftest import launched  # noqa: E402
from tests.journeys.pages import Tab  # noqa: E402
from tests.support.hall import Hall  # noqa: E402

RUNS = 5
LONGEST_SECONDS = 300
CATEGORIES = {
    "performance": "lighthouse_performance",
    "accessibility": "lighthouse_accessibility",
    "best-practices": "lighthouse_best_practices",
}


def audits(hall: Hall) -> list[dict[str, Any]]:
    """The audits, one a run: `scores` by category, loaded `scripts`, and `failed` audits."""
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None:
        sys.exit("Lighthouse needs Node 20 or newer.")
    command = [node, str(HERE / "lighthouse.mjs"), hall.url, hall.session(), str(RUNS)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=LONGEST_SECONDS)
    return [json.loads(line) for line in done.stdout.splitlines()]


def weight_kb(scripts: list[str]) -> float:
    """The gzipped weight of scripts and texts of the build, named by their paths on the site, in kB."""
    built = ROOT / "frontend" / "dist" / "current"
    files = [built / path.removeprefix("/static/app/") for path in scripts]
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000


def scan_to_seat_s(hall: Hall, browser: Browser) -> float:
    """The seconds from the scan to the seat, on a phone without a cache."""
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page, code = phone.new_page(), hall.code()
    began = time.monotonic()
    page.goto(f"{hall.url}/join/{code}")
    page.get_by_test_id("guest-enter").tap()
    page.wait_for_url(f"{hall.pages}/session/{hall.session()}")
    Tab(page).is_live()
    took = time.monotonic() - began
    phone.close()
    return took


def measure(hall: Hall) -> dict[str, float]:
    """The figures of one run."""
    found = audits(hall)
    for audit in found:
        print(
            "  ", audit["scores"], "below 0.9:", ", ".join(item["id"] for item in audit["failed"]) or "none"
        )
    figures = {"audience_script_kb_gz": max(weight_kb(audit["scripts"]) for audit in found)}
    for category, figure in CATEGORIES.items():
        figures[figure] = statistics.median(audit["scores"][category] for audit in found)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        figures["scan_to_seat_s"] = statistics.median(scan_to_seat_s(hall, browser) for _ in range(RUNS))
        browser.close()
    return figures


def main() -> None:
    """Measure, print a table and write `bench/results/web.json`."""
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder))
        hall.prepare()
        hall.start()
        try:
            figures = measure(hall)
        finally:
            hall.stop()
    for name, value in figures.items():
        print(f"{name:<32}{value:>10.1f}")
    print("written to", report.write("web", figures, {}).relative_to(ROOT))


if __name__ == "__main__":
    main()
