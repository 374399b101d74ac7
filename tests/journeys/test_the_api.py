"""A token of the REST API by keyboard, and the readable description of the API under our Content-Security-Policy."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.test_an_invitation import signed_in
from tests.support.hall import Hall, copied


@pytest.fixture
def hall(tmp_path: Path, organised: Path) -> Iterator[Hall]:
    """A hall that has an organiser with an account."""
    hall = Hall(copied(organised, tmp_path / "data"))
    hall.start()
    yield hall
    hall.stop()


def test_a_token_made_by_keyboard_reads_the_programme(hall: Hall, context: BrowserContext) -> None:
    organiser = signed_in(hall, context.new_page(), "/c/icdd-2021/organise/api")
    organiser.get("token-name").focus()
    organiser.page.keyboard.type("Website")
    organiser.page.keyboard.press("Enter")
    text = organiser.get("token-text").input_value()
    request = Request(
        f"{hall.url}/api/v1/c/icdd-2021/sessions?limit=1", headers={"Authorization": f"Bearer {text}"}
    )
    with urlopen(request) as answer:
        assert len(json.load(answer)["items"]) == 1
    organiser.get("token-done").press("Enter")
    expect(organiser.page.get_by_role("heading", name="Valid tokens")).to_be_focused()
    expect(organiser.get("token")).to_contain_text("Website")

    organiser.get("token-revoke").focus()
    organiser.page.keyboard.press("Enter")
    expect(organiser.get("no-tokens")).to_be_visible()
    with pytest.raises(HTTPError, match="401"):
        urlopen(request)
    organiser.page.keyboard.press("Control+Z")
    expect(organiser.get("token")).to_contain_text("Website")
    with urlopen(request) as answer:
        assert answer.status == 200


def test_the_description_of_the_api_is_readable(hall: Hall, context: BrowserContext) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{hall.url}/api/v1/docs/")
    expect(page.get_by_text("/api/v1/c/{slug}/conference", exact=True).first).to_be_visible()
    assert said == []
    assert [url for url in asked if not url.startswith((hall.url, "data:"))] == []
