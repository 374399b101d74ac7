"""Losses in the middle of a turn: the holder's browser, then the browser of the only moderator, who presides.

Both are killed like a machine that dies: no message is sent and nothing is closed.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.journeys.conftest import PATIENCE_MS, Take, device, launched, seated
from tests.journeys.pages import Tab, give, sees, thank
from tests.journeys.test_the_hall_all_day import signalled
from tests.support.hall import Hall

pytestmark = pytest.mark.thorough
A_VICE_CHAIR = """
from sessions.models import Participant

(operator,) = [one for one in Participant.objects.all() if "operator" in one.roles and not one.simulated]
operator.roles = ["operator", "moderator"]
operator.save()
"""

Machine = Callable[[str], tuple[Browser, Tab]]


@pytest.fixture
def machine(hall: Hall, playwright: Playwright) -> Iterator[Machine]:
    """A machine of its own, with a seat in the only tab of a browser that can be killed."""
    with ExitStack() as machines:

        def start(key: str) -> tuple[Browser, Tab]:
            browser = launched(playwright)
            machines.callback(browser.close)
            page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
            page.set_default_timeout(PATIENCE_MS)
            return browser, seated(hall, page, key)

        yield start


def kill(browser: Browser) -> None:
    """Kill the whole browser by SIGKILL; it is stopped first, so that no process of it reports another's end."""
    session = browser.new_browser_cdp_session()
    processes = [one["id"] for one in session.send("SystemInfo.getProcessInfo")["processInfo"]]
    for number in (signal.SIGSTOP, signal.SIGKILL):
        signalled(processes, number)


def test_the_drop(hall: Hall, take: Take, screen: Tab, machine: Machine) -> None:
    hall.manage("shell", "--command", A_VICE_CHAIR)
    chairs_machine, chair = machine("moderator")
    fijis_machine, fiji = machine("fiji")
    audience = take("audience")
    chair.press("take-chair")
    expect(chair.get("chair-on")).to_be_visible()
    fiji.join()
    fiji.press("request-floor")
    sees(fiji, "own-place", "3rd")
    for party in ("Australia", "Cambodia"):
        give(chair, party)
        thank(chair)
    give(chair, "Fiji")
    audience.shows("floor")
    # Until Fiji is heard, a band says so, and everything below it is lower.
    expect(chair.get("unheard")).to_be_hidden()
    place = chair.get("thank").bounding_box()

    kill(fijis_machine)
    sees(audience, "trouble", "Fiji is reconnecting")
    expect(audience.get("clock")).to_have_attribute("data-running", "false")
    sees(chair, "lost", "Connection lost: Fiji")
    expect(chair.get("dropped")).to_be_visible()
    # Whoever was about to press must not meet another button.
    chair.eventually(lambda: chair.get("thank").bounding_box() == place)

    _, back = machine("fiji")
    back.join()
    expect(back.get("finish")).to_be_visible()
    expect(audience.get("trouble")).to_be_hidden()
    expect(audience.get("clock")).to_have_attribute("data-running", "true")
    expect(chair.get("lost")).to_have_text("")
    audience.shows("floor")

    kill(chairs_machine)
    expect(audience.get("stand-by")).to_be_visible()
    sees(screen, "hall-nameplate", "Fiji")
    audience.shows("floor")  # the speaker keeps the floor

    vice = take("operator")
    vice.page.goto(f"{hall.pages}/session/{hall.session()}/console")
    vice.is_live()
    expect(audience.get("stand-by")).to_be_hidden()
    sees(vice, "lost", "Connection lost")
    vice.press("take-chair")
    expect(vice.get("chair-on")).to_be_visible()
    sees(vice, "holder", "Fiji")
    thank(vice)
    expect(back.get("finish")).to_be_hidden()


def test_of_two_devices_of_one_seat_the_later_one_speaks(hall: Hall, browser: Browser) -> None:
    laptop = device(hall, browser)
    phone = device(hall, browser)
    line = [each.get("line") for each in (laptop, phone)]
    expect(line[0]).to_have_attribute("data-state", "displaced")
    laptop.press("speak-here")
    expect(line[1]).to_have_attribute("data-state", "displaced")
    expect(line[0]).to_have_attribute("data-state", "connected")
    for each in (laptop, phone):
        each.page.context.close()
