"""An organiser adds a webhook; a program on this machine gets signed messages when a chair acts."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from standardwebhooks import Webhook

from tests.journeys.conftest import Take
from tests.journeys.everyone import is_clean_in
from tests.journeys.pages import give
from tests.journeys.test_an_invitation import signed_in
from tests.journeys.test_the_organisers_workspace import shows_all_columns
from tests.support.hall import Hall, copied
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.thorough

Message = tuple[dict[str, str], str]


@pytest.fixture
def hall(tmp_path: Path, organised: Path) -> Iterator[Hall]:
    hall = Hall(copied(organised, tmp_path / "data"), WEBHOOKS_ALLOWED_HOSTS="127.0.0.1")
    hall.publish(hall.url)
    hall.is_demo(False)
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def program() -> Iterator[tuple[str, "Queue[Message]"]]:
    """A program that takes messages: its address, and what it got. It refuses the first."""
    got: Queue[Message] = Queue()
    statuses = [500]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            got.put(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(statuses.pop() if statuses else 204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", got
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_webhook(
    hall: Hall, context: BrowserContext, take: Take, program: tuple[str, "Queue[Message]"]
) -> None:
    address, got = program
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/webhooks")
    organiser.get("webhooks-none").wait_for()
    organiser.press("open-webhook")
    organiser.get("webhook-url").fill("https://10.0.0.1/")
    organiser.press("webhook-save")
    expect(organiser.get("webhooks-trouble")).to_contain_text("private network")
    organiser.get("webhook-url").fill(address)
    organiser.press("webhook-save")
    expect(organiser.get("webhook-secret")).to_be_focused()
    verifier = Webhook(organiser.get("webhook-secret").input_value())
    organiser.press("webhook-understood")
    expect(organiser.get("open-webhook")).to_be_focused()

    organiser.press("test-1")
    headers, body = got.get(timeout=PATIENCE)
    assert verifier.verify(body, headers)["type"] == "webhook.test"
    expect(organiser.get("test-outcome-1")).to_have_text("Test: The address answered 500.")
    organiser.press("deliveries-1")
    expect(organiser.get("delivery-1")).to_contain_text("The address answered 500.")
    # Before the server sends it again by itself.
    organiser.press("resend-1")
    again, _ = got.get(timeout=PATIENCE)
    assert again["webhook-id"] == headers["webhook-id"]
    expect(organiser.get("delivery-1")).to_contain_text("taken (204)")
    for language in ("en", "id"):
        organiser.choose("page-language", language)
        organiser.press("edit-1")
        organiser.get("webhook-save").wait_for()
        is_clean_in(language, organiser, "organise webhooks")
        shows_all_columns(organiser, language)
        organiser.press("webhook-cancel")
    organiser.choose("page-language", "en")

    hall.is_demo(True)
    moderator, session = take("moderator"), hall.session()
    hall.is_demo(False)
    give(moderator, "Australia")
    told: dict[str, Any] = {}
    while told.get("type") != "floor.granted":
        headers, body = got.get(timeout=PATIENCE)
        told = verifier.verify(body, headers)
    assert told["data"]["session"]["id"] == session
    assert told == json.loads(body)
    expect(organiser.get("deliveries")).to_contain_text("A party got the floor")
