"""The audience's page at a plain-HTTP name follows, listens, asks and votes without a secure context."""

import gzip

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import seated
from tests.journeys.pages import WITHOUT_LANGUAGES, sees
from tests.journeys.secretary import call, does
from tests.support.hall import ROOT, Hall

MAX_SCRIPT_KB, MAX_WITH_LANGUAGES_KB = 60, 62
SCRIPTS = r"""() => performance.getEntriesByType('resource')
    .filter(({ startTime }) => startTime < (performance.getEntriesByName('later-parts')[0]?.startTime ?? Infinity))
    .map(({ name }) => new URL(name).pathname).filter((path) => /\/assets\/.*\.js(on)?$/.test(path))"""

LOADED = """(part) => performance.getEntriesByType('resource')
    .some(({ name }) => name.includes(`/${part}-`) && name.endsWith('.js'))"""


def script_kb(page: Page) -> float:
    """The gzipped weight of the scripts and texts that a page has loaded before it had nothing to do, in kB."""
    built = ROOT / "frontend" / "dist" / "current"
    loaded = [built / path.removeprefix("/static/app/") for path in set(page.evaluate(SCRIPTS))]
    assert len(loaded) > 1
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in loaded) / 1000


def test_the_phone_on_the_halls_wifi(hall: Hall, phone: BrowserContext) -> None:
    hall.python(WITHOUT_LANGUAGES)
    page = phone.new_page()
    # The parts that are loaded ahead come after the shortest time that a page waits for them.
    page.add_init_script("Math.random = () => 0")
    visitor = seated(hall, page, "audience", host="hall.test")
    assert visitor.page.evaluate(
        "() => [isSecureContext, typeof crypto.randomUUID, typeof navigator.mediaDevices]"
    ) == [
        False,
        "undefined",
        "undefined",
    ]
    call(hall, "KH")
    sees(visitor, "nameplate", "Cambodia")
    visitor.shows("floor")

    visitor.ask("Is the hall's Wi-Fi enough?")
    expect(visitor.get("my-question-1")).to_be_visible()
    does(hall, "question.approve", question="1")
    visitor.press("vote-1")
    expect(visitor.get("vote-1")).to_contain_text("1")
    visitor.page.reload()  # the page by its own address, without the entrance
    visitor.shows("floor")
    assert script_kb(visitor.page) <= MAX_SCRIPT_KB
    visitor.waits_until(LOADED, "PollNow")
    visitor.waits_until(LOADED, "NewAnnouncement")
    visitor.waits_until(LOADED, "Messages")
    assert script_kb(visitor.page) <= MAX_SCRIPT_KB
    expect(visitor.get("poll")).to_have_count(0)


def test_a_phone_where_the_session_is_interpreted(hall: Hall, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.add_init_script("Math.random = () => 0")
    visitor = seated(hall, page, "audience", host="hall.test")
    expect(visitor.get("languages")).to_be_visible()
    visitor.waits_until(LOADED, "PollNow")
    assert script_kb(visitor.page) <= MAX_WITH_LANGUAGES_KB

    visitor.get("tab-list").focus()
    page.keyboard.press("End")
    expect(visitor.get("tab-about")).to_be_focused()
    expect(visitor.get("tab-about")).to_be_visible()
