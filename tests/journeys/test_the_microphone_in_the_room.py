"""Someone speaks over the encrypted LAN address (`LAN`), whose certificate the browser was told to accept."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.conftest import PATIENCE_MS, launched
from tests.journeys.known import trusting
from tests.journeys.pages import Tab, give, thank
from tests.support.hall import Hall, free_port

pytestmark = pytest.mark.thorough

ADDRESS = "127.0.0.2"


@pytest.fixture
def lan(tmp_path: Path, prepared: Path) -> Iterator[Hall]:
    """`make run LAN=127.0.0.2 LIFE=0`, without its set-up."""
    folder = tmp_path / "data"
    shutil.copytree(prepared, folder)
    hall = Hall(folder, LAN=ADDRESS, HTTPS_PORT=str(free_port()), LIFE="0")
    hall.start("tools/run.sh", str(hall.port))
    yield hall
    hall.stop()


@pytest.fixture
def acquainted(playwright: Playwright, lan: Hall) -> Iterator[Browser]:
    """A Chromium that accepts the hall's certificate by its key; `test_https` covers trust by an authority."""
    known = trusting(lan.folder / "lan" / "hall.crt")
    chromium = launched(playwright, known)
    yield chromium
    chromium.close()


def test_the_microphone_in_the_room(lan: Hall, acquainted: Browser) -> None:
    found = re.search(r"With microphone: +(\S+)/ ", lan.log())
    assert found is not None, lan.log()
    context = acquainted.new_context(locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)

    moderator, listener, fiji = (
        _seated(context.new_page(), found[1], k) for k in ("moderator", "audience", "fiji")
    )
    assert fiji.page.evaluate("isSecureContext")
    fiji.join()
    fiji.press("request-floor")
    for party in ("Australia", "Cambodia"):
        give(moderator, party)
        thank(moderator)
    give(moderator, "Fiji")
    expect(fiji.get("finish")).to_be_visible()
    listener.plays("floor")


def _seated(page: Page, url: str, key: str) -> Tab:
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(f"{url}/take/{key}")
    page.get_by_test_id("take-seat").click()
    tab = Tab(page)
    tab.is_live()
    # A first handshake may fail on a busy machine.
    assert set(sockets) == {f"{url.replace('https:', 'wss:')}/ws"}
    return tab
