"""A captioner shows the text that a delegation handed in, as it is spoken, marked to be checked against delivery."""

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Take
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, give, sees
from tests.journeys.test_the_captions import opened_captioner
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough

TEXT = (
    "Excellencies, Australia thanks the host for its welcome. We support the proposal before the conference.\n\n"
    "Small islands need training for their diplomats. We will pay for twenty places next year."
)

HAND_IN = """
import json, sys
from foundation.accounts.models import User
from foundation.messages.protocol import CommandFrame
from foundation.wire.execution import execute
from sessions.demo.seats import conference, main_session
from sessions.models import Participant, Party
from sessions.parties.services import seat_of

of = conference()
party = next(one for one in Party.objects.filter(conference=of) if one.name_in("en") == "Australia")
row = Participant.objects.create(
    conference=of, person=User.objects.create_guest("Ann"), name="Ann", place="remote", roles=["delegate"], party=party
)
command = {"type": "written.submit", "language": "en", "spoken": True, "text": json.loads(sys.argv[-1])}
frame = CommandFrame(id="hand-it-in", stream=main_session(of).stream, command=command)
print(type(execute(seat_of(row), frame)).__name__)
"""


@pytest.fixture
def kim(hall: Hall, browser: Browser) -> Tab:
    """The page of a captioner, after Australia has handed in its text."""
    assert hall.python("\n" + HAND_IN, json.dumps(TEXT)).strip() == "Done"
    return opened_captioner(hall, browser)


def test_a_prepared_text_is_shown_as_it_is_spoken(hall: Hall, take: Take, screen: Tab, kim: Tab) -> None:
    moderator, reader, operator = take("moderator"), take("audience"), take("operator")
    kim.press("captions-begin")
    sees(kim, "write-state", "are on")
    reader.choose("caption-language", "en")
    operator.get("hall-caption-language").select_option("en")
    expect(kim.get("write-prepared")).to_have_count(0)
    give(moderator, "Australia")
    sees(kim, "write-prepared", "Check against delivery.")

    # From here on the captioner uses the keyboard alone.
    kim.get("caption-line").focus()
    keyboard = kim.page.keyboard
    keyboard.press("ArrowDown")
    first = "Excellencies, Australia thanks the host for its welcome."
    expect(reader.get("caption-log").locator("p")).to_have_text(
        ["Prepared text, check against delivery", first]
    )
    sees(reader, "caption-mark", "check against delivery")
    sees(screen, "caption-mark", "check against delivery")
    keyboard.type("By the way, thank you.")
    keyboard.press("Enter")
    for _ in range(3):
        keyboard.press("Alt+ArrowDown")
    sees(kim, "prepared-place", "All of it was shown.")
    keyboard.press("Alt+ArrowUp")
    sees(kim, "prepared-place", "4 of 4 is next")
    keyboard.press("Alt+ArrowUp")
    keyboard.press("ArrowDown")
    expect(reader.get("caption-log").locator("p").last).to_contain_text("Small islands")
    sees(kim, "prepared-place", "4 of 4 is next")
    is_clean(kim, "captioner with a prepared text")
    is_clean(reader, "stage with a prepared text")
    is_clean(screen, "hall screen with a prepared text", (1920, 1024), scrolls=False)

    reader.page.goto(f"{hall.pages}/session/{hall.session()}/transcript")
    expect(reader.get("prepared-source")).to_have_count(2)
    is_clean(reader, "transcript of a prepared text")
    with reader.page.expect_download() as taken:
        reader.press("transcript-vtt")
    webvtt = taken.value.path().read_text()
    assert f"[Prepared text, check against delivery] {first}" in webvtt
    assert "\nBy the way, thank you.\n" in webvtt
