"""Captions from the page of a captioner to the stage, the hall screen, the transcript and WebVTT."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.journeys.conftest import PATIENCE_MS, STORE_SEAT, Take
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, sees
from tests.journeys.secretary import call, inscribe
from tests.support.hall import Hall

CAPTIONER = """
import json
from foundation.accounts.models import User
from foundation.rest.authentication import seat_body
from sessions.demo.seats import conference
from sessions.models import Participant
from sessions.parties.services import seat_of

row = Participant.objects.create(
    conference=conference(), person=User.objects.create_guest("Kim"), name="Kim", place="remote", roles=["captioner"]
)
print(json.dumps(seat_body(seat_of(row))))
"""


class Line:
    """The line of a page to the server, which can be cut and restored."""

    def __init__(self, page: Page) -> None:
        self._is_cut = False
        self._open: list[WebSocketRoute] = []
        page.route_web_socket("**/ws", self._opened)

    def _opened(self, socket: WebSocketRoute) -> None:
        if self._is_cut:
            socket.close()
            return
        socket.connect_to_server()
        self._open.append(socket)

    def cut(self) -> None:
        """Close the socket, and each new one."""
        self._is_cut = True
        for socket in self._open:
            socket.close()
        self._open.clear()

    def restore(self) -> None:
        """Let the page connect again."""
        self._is_cut = False


def opened_captioner(
    hall: Hall, browser: Browser, prepare: Callable[[Page], None] = lambda page: None
) -> Tab:
    """The page of a captioner."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    prepare(page)
    seat = json.loads(hall.python("\n" + CAPTIONER))
    page.goto(f"{hall.url}/api/v1/demo")
    page.evaluate(STORE_SEAT, [seat["seat"]["slug"], seat])
    page.goto(f"{hall.pages}/session/{hall.session()}")
    tab = Tab(page)
    tab.press("you")
    page.get_by_role("link", name="Write captions").click()
    tab.is_live()
    return tab


@pytest.fixture
def captioner(hall: Hall, browser: Browser) -> Callable[[], tuple[Tab, Line]]:
    """Opens the page of a captioner, and its line to the server."""

    def opened() -> tuple[Tab, Line]:
        lines: list[Line] = []
        tab = opened_captioner(hall, browser, lambda page: lines.append(Line(page)))
        return tab, lines[0]

    return opened


def test_captions_from_the_captioners_page_to_webvtt(
    hall: Hall, take: Take, screen: Tab, captioner: Callable[[], tuple[Tab, Line]]
) -> None:
    reader = take("audience")
    inscribe(hall, "CL")
    call(hall, "AU")
    kim, line = captioner()
    kim.get("abbreviations").locator("summary").click()
    kim.get("abbreviation-short").fill("uno")
    kim.get("abbreviation-long").fill("United Nations")
    kim.press("abbreviation-add")
    kim.press("captions-begin")
    sees(kim, "write-state", "are on")

    # From here on the captioner uses the keyboard alone.
    reader.choose("caption-language", "en")
    kim.get("caption-line").focus()
    keyboard = kim.page.keyboard
    keyboard.type("Australia thanks the uno and")
    expect(reader.get("caption").last).to_have_text("Australia thanks the United Nations and")
    keyboard.type(" Figi.")
    keyboard.press("Enter")
    expect(kim.get("caption-line")).to_have_value("")
    sees(kim, "caption-1", "Figi.")
    keyboard.press("ArrowUp")
    keyboard.press("End")
    for _ in "gi.":
        keyboard.press("Backspace")
    keyboard.type("ji.")
    keyboard.press("Enter")
    expect(reader.get("caption-log")).to_have_text("Australia thanks the United Nations and Fiji.")
    operator = take("operator")
    operator.get("hall-caption-language").select_option("en")
    expect(screen.get("caption-log")).to_have_text("Australia thanks the United Nations and Fiji.")

    operator.page.close()

    call(hall, "CL")
    keyboard.type("Chile asks for")
    expect(reader.get("caption").last).to_have_text("Chile asks for")
    line.cut()
    kim.is_cut_off()
    keyboard.type(" the floor.")
    keyboard.press("Enter")
    keyboard.type("It has")
    sees(kim, "caption-lost", "1 caption waits")
    line.restore()
    expect(reader.get("caption").last).to_have_text("It has")
    keyboard.type(" three minutes.")
    keyboard.press("Enter")
    expect(reader.get("caption-log").locator("p")).to_have_text(
        [
            "Australia thanks the United Nations and Fiji.",
            "Chile asks for the floor.",
            "It has three minutes.",
        ]
    )

    expect(screen.get("caption").last).to_have_text("It has three minutes.")
    screen.page.close()
    is_clean(kim, "captioner")
    is_clean(reader, "stage with captions")

    reader.page.goto(f"{hall.pages}/session/{hall.session()}/transcript")
    text = reader.get("transcript-text")
    expect(text.locator("h2")).to_contain_text(["Australia", "Chile"])
    expect(text.locator("p")).to_have_text(
        [
            "Australia thanks the United Nations and Fiji.",
            "Chile asks for the floor. It has three minutes.",
        ]
    )
    keyboard.type("They are running.")
    keyboard.press("Enter")
    expect(text).to_contain_text("They are running.")
    reader.get("transcript-search").fill("FLOOR")
    expect(text.locator("mark")).to_have_text(["floor"])
    is_clean(reader, "transcript")
    with reader.page.expect_download() as taken:
        reader.press("transcript-vtt")
    webvtt = taken.value.path().read_text()
    assert webvtt.startswith("WEBVTT")
    assert webvtt.index("and Fiji.") < webvtt.index("asks for the floor.") < webvtt.index("They are running.")
