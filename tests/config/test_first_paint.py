"""The page for joining has the words of its form before its scripts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from config import first_paint, views

MANIFEST = {
    "index.html": {"file": "assets/index-1.js", "imports": ["_shared"]},
    "_shared": {"file": "assets/shared-1.js"},
    first_paint.JOIN: {
        "file": "assets/Join-1.js",
        "imports": ["_shared", "_form"],
        "css": ["assets/Join-1.css"],
    },
    "_form": {"file": "assets/GuestForm-1.js"},
}
LOCALES = Path(__file__).parents[2] / "frontend" / "src" / "locales"


@pytest.fixture(autouse=True)
def build(tmp_path: Path, settings: Any) -> Iterator[None]:
    """A build of the front end with the view for joining."""
    settings.FRONTEND_DIR = tmp_path
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(MANIFEST))
    (tmp_path / "assets").mkdir()
    for file in LOCALES.glob("*/entrance.json"):
        (tmp_path / "assets" / f"join.{file.parent.name}-1.json").write_text(json.dumps(_texts(file)))
    (tmp_path / "index.html").write_text('<html><head></head><div id="app"></div>')
    views._app_html.cache_clear()
    yield
    views._app_html.cache_clear()


def _texts(file: Path) -> dict[str, str]:
    texts: dict[str, str] = json.loads(file.read_text())["join"]
    return texts


def test_the_form_is_readable_before_any_script() -> None:
    page = Client().get("/join/K7M3PX").text
    for words in ("Join a session", "No account is needed.", 'value="K7M3PX"', "Your name, if you like"):
        assert words in page
    assert page.index('id="first"') < page.index('id="app"')


def test_the_words_are_in_the_language_of_the_browser() -> None:
    answer = Client().get("/join", headers={"Accept-Language": "ar-EG,en;q=0.5"})
    assert 'lang="ar" dir="rtl"' in answer.text
    assert _texts(LOCALES / "ar" / "entrance.json")["join.title"] in answer.text
    assert "Accept-Language" in answer["Vary"]


def test_files_of_the_view_are_fetched_at_once_and_those_of_the_page_not_twice() -> None:
    page = Client().get("/join/K7M3PX").text
    linked = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert linked == [
        f"/static/app/assets/{name}"
        for name in ("Join-1.js", "Join-1.css", "GuestForm-1.js", "join.en-1.json")
    ]


def test_what_is_in_the_address_is_text() -> None:
    page = Client().get("/join/%3Cscript%3E%22onload=%22").text
    assert ("<script" in page, "&lt;script&gt;&quot;onload=&quot;" in page) == (False, True)


@pytest.mark.parametrize("path", ["/", "/phones", "/continue"])
def test_no_other_page_has_the_form(path: str) -> None:
    assert 'id="first"' not in Client().get(path).text


def test_without_a_build_the_page_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / ".vite" / "manifest.json").unlink()
    assert Client().get("/join/K7M3PX").text == '<html><head></head><div id="app"></div>'
