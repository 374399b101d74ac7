"""A WHIP client and a WHEP player of other authors, on a page of another site, without help of our code."""

import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PATIENCE_MS, Take
from tests.journeys.pages import Tab, give
from tests.journeys.secretary import inscribe
from tests.support.hall import ROOT, Hall

pytestmark = pytest.mark.thorough

PAGE = '<!doctype html><title>Elsewhere</title><script src="clients.js"></script><video muted></video>'
INGEST = """async ([endpoint, authkey]) => {
    window.client = new WHIPClient({ endpoint, opts: { authkey, iceServers: [] } });
    await client.ingest(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
    return new URL(await client.getResourceUrl()).pathname;
}"""
PLAY = """async ([channel, token]) => {
    const video = document.querySelector("video");
    window.player = new WebRTCPlayer({ video, type: "whep", iceServers: [] });
    await player.load(new URL(channel), `Bearer ${token}`);
    await video.play();
}"""
IS_PAPER = """() => {
    const one = new OffscreenCanvas(1, 1).getContext("2d");
    one.drawImage(document.querySelector("video"), 0, 0, 1, 1);
    return one.getImageData(0, 0, 1, 1).data.slice(0, 3).every((light) => light > 150);
}"""
"""Whether the picture is the video: these browsers' fake camera is green, the demo's video dark on light."""


class Quiet(SimpleHTTPRequestHandler):
    """A file server without a log line for each file."""

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another site, with nothing but the clients."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "index.html").write_text(PAGE)
    bundle = ["node_modules/.bin/rolldown", "foreign/clients.js", "--file", str(folder / "clients.js")]
    subprocess.run(bundle, cwd=ROOT / "frontend", check=True, capture_output=True)
    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}/"
    site.shutdown()
    site.server_close()


@pytest.fixture
def page(browser: Browser, elsewhere: str) -> Iterator[Page]:
    """A page of the other site."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(elsewhere)
    yield page
    context.close()


def token(hall: Hall, key: str, action: str) -> list[str]:
    """An endpoint's address and a token for it."""
    seat = hall.seat(key)["token"]
    given = hall.post(f"/api/v1/sessions/{hall.session()}/media-token", {"action": action}, seat)
    return [hall.url + given["url"], given["token"]]


def test_a_foreign_whip_client_publishes_and_is_heard(
    hall: Hall, take: Take, screen: Tab, page: Page
) -> None:
    resource = page.evaluate(INGEST, token(hall, "fiji", "publish"))
    assert resource.startswith("/media/resources/")
    Tab(page).waits_until("() => client.getICEConnectionState() === 'connected'")
    moderator = take("moderator")
    inscribe(hall, "FJ")
    for party in ("Australia", "Cambodia", "Fiji"):
        give(moderator, party)
    screen.shows("floor")
    page.evaluate("() => client.destroy()")
    expect(moderator.get("dropped")).to_be_visible()


def test_an_encoder_sends_the_hall_with_a_key_until_the_desk_revokes_it(
    hall: Hall, take: Take, page: Page
) -> None:
    desk = take("operator").page
    head = desk.get_by_test_id("encoders").locator("summary")
    head.click()
    desk.get_by_label("What the key is for").fill("OBS at the back")
    desk.get_by_test_id("make-key").click()
    server = desk.get_by_label("Server").input_value()
    key = desk.get_by_label("Bearer token").input_value()
    desk.get_by_role("button", name="I have copied it").press("Enter")
    expect(head).to_be_focused()
    expect(desk.get_by_test_id("fresh-key")).to_have_count(0)
    assert server.startswith(hall.url)
    page.evaluate(INGEST, [server, key])
    Tab(page).waits_until("() => client.getICEConnectionState() === 'connected'")
    on_air = desk.get_by_text("The hall is on air from an encoder")
    expect(on_air).to_be_visible()
    expect(desk.get_by_test_id("sent-picture")).to_have_attribute("data-showing", "true")
    desk.get_by_role("button", name="Revoke the key OBS at the back").press("Enter")
    expect(desk.get_by_role("button", name="Keep it")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Revoke the key OBS at the back")).to_be_focused()
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Revoke it now").press("Enter")
    expect(desk.get_by_text("OBS at the back was revoked")).to_be_visible()
    expect(head).to_be_focused()
    expect(on_air).to_have_count(0)
    Tab(page).waits_until("() => client.getICEConnectionState() !== 'connected'")
    assert key not in hall.log()


def test_a_foreign_whep_player_shows_the_programme(hall: Hall, take: Take, page: Page) -> None:
    moderator = take("moderator")
    moderator.press("take-chair")
    moderator.publishes()
    page.evaluate(PLAY, token(hall, "audience", "listen"))
    Tab(page).waits_until(
        "() => document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames > 20"
    )
    assert not page.evaluate(IS_PAPER)
    give(moderator, "Australia")
    give(moderator, "Cambodia")  # its video replaces the chair's camera, in the same two lines
    Tab(page).waits_until(IS_PAPER)
