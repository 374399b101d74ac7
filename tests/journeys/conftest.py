"""A hall of its own for each journey, and real Chromium with fake devices.

Playwright's synchronous API: these tests run in a process of their own (`make journeys`).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.journeys.pages import Tab
from tests.support.hall import Hall, copied
from tests.support.patience import PATIENCE
from tests.support.tier import THOROUGH

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    f"--use-fake-device-for-media-stream=fps={10 if THOROUGH else 5}",
    "--use-fake-ui-for-media-stream",
    "--auto-select-desktop-capture-source=Entire screen",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP hall.test 127.0.0.1",
]
PATIENCE_MS = PATIENCE * 1000

ORGANISER, SECRET = "olive@example.org", "a long and old secret"


class Take(Protocol):
    """Take a seat of the demo in a new tab: `take("fiji")`, or `take("fiji", "/programme")` on that page."""

    def __call__(self, key: str, at: str = "") -> Tab:
        """The tab, once it is live."""
        ...


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself, for tests that start a browser of their own."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's headless Chromium. For it hall.test is this machine, and not a secure context.

    Journeys that start a browser of their own use the full one.
    """
    chromium = launched(playwright, path="/usr/bin/chromium-headless-shell")
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def prepared() -> Path:
    """The demo's data, made once for all workers."""
    # Benchmarks use this module without Django.
    from tests.support.prepared import original

    return original(video=True)


@pytest.fixture(scope="session")
def organised() -> Path:
    """The demo's data with an organiser who has an account, made once for all workers."""
    from tests.support.prepared import with_organiser

    return with_organiser(ORGANISER, SECRET)


@pytest.fixture
def hall(tmp_path: Path, prepared: Path) -> Iterator[Hall]:
    """The demo in a process of its own, at the names 127.0.0.1 and hall.test."""
    folder = tmp_path / "data"
    hall = Hall(copied(prepared, folder), ALLOWED_HOSTS="127.0.0.1,hall.test")
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def full_hall(hall: Hall) -> Iterator[Hall]:
    """The hall, full of simulated delegations, and with listeners."""
    rehearsal = hall.rehearse("--publishing=3", "--audience=8")
    yield hall
    rehearsal.terminate()
    rehearsal.wait()


@pytest.fixture(autouse=True)
def no_context_left(browser: Browser) -> Iterator[None]:
    """Close what a test opened in the shared browser. Its pages would play on, and slow down every later test."""
    before = list(browser.contexts)
    yield
    for context in [one for one in browser.contexts if one not in before]:
        context.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One person's browser: its tabs share cookies and storage, but no seat."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """The phone of another person."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def screen(hall: Hall, browser: Browser) -> Iterator[Tab]:
    """The hall screen, in a browser of its own, because a tab in the background is not drawn."""
    projector = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB")
    projector.set_default_timeout(PATIENCE_MS)
    yield seated(hall, projector.new_page(), "hall-screen")
    projector.close()


@pytest.fixture
def take(hall: Hall, context: BrowserContext) -> Take:
    """Takes a seat of the demo in a new tab."""

    def in_new_tab(key: str, at: str = "") -> Tab:
        return seated(hall, context.new_page(), key, at=at)

    return in_new_tab


def launched(playwright: Playwright, *more: str, path: str = "/usr/bin/chromium") -> Browser:
    """Start a browser with our flags and more; the full one unless another path is given."""
    return playwright.chromium.launch(executable_path=path, args=[*FLAGS, *more], timeout=PATIENCE_MS)


STORE_SEAT = """([slug, seat]) => {
    sessionStorage.setItem(`balai.seat/${slug}`, JSON.stringify(seat));
    sessionStorage.setItem("balai.conference", slug);
}"""


def seated(hall: Hall, page: Page, key: str, host: str = "127.0.0.1", at: str = "") -> Tab:
    """A tab in the seat of a key, on the page that is offered with it, or on the page `at` of its conference.

    Returns once it is live. The seat is put where the page that offers it would put it: journeys from the first page
    cover that page.
    """
    site = f"http://{host}:{hall.port}"
    page.set_default_timeout(PATIENCE_MS)
    offered = {one["key"]: one["path"] for one in hall.get("/api/v1/demo")["seats"]}
    seat = hall.seat(key)
    page.goto(f"{site}/api/v1/demo")  # of the same origin, and without scripts
    page.evaluate(STORE_SEAT, [seat["seat"]["slug"], seat])
    page.goto(site + (f"/c/{seat['seat']['slug']}{at}" if at else offered[key]))
    tab = Tab(page)
    tab.is_live()
    return tab


def device(hall: Hall, browser: Browser) -> Tab:
    """Fiji on a device of its own, which can be lost with all its storage."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    fiji = seated(hall, context.new_page(), "fiji")
    fiji.join()
    return fiji
