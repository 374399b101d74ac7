"""Error responses: problems for programs, a plain page for people."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg.errors
import pytest
from django.db import connection
from django.test import Client

from config import views
from foundation.version import __version__
from tests.foundation.test_database_log_filter import because
from tests.sessions.seats.test_api import problem

LOCKED, FULL = sqlite3.OperationalError("database is locked"), sqlite3.OperationalError("disk is full")
LOCKED.sqlite_errorname, FULL.sqlite_errorname = "SQLITE_BUSY", "SQLITE_FULL"
GONE, MISSING = psycopg.errors.AdminShutdown("shut down"), psycopg.errors.UndefinedTable("no such table")

ROOT = Path(__file__).resolve().parents[2]

Ask = Callable[[str, Exception], Any]


@pytest.fixture
def ask(db: None) -> Ask:
    """Request a URL while each statement fails with an error."""

    def ask(path: str, cause: Exception) -> Any:
        def fails(*_: object) -> None:
            raise because(cause) from cause

        with connection.execute_wrapper(fails):
            client = Client(raise_request_exception=False)
            client.cookies["sessionid"] = "signed-in"
            return client.get(path)

    return ask


@pytest.mark.parametrize("path", ["/api/v1/sessions/1", "/api/v1/sessions/1/qr.svg"])
@pytest.mark.parametrize("cause", [LOCKED, GONE])
def test_an_unavailable_database_is_a_problem_with_retry_after(ask: Ask, path: str, cause: Exception) -> None:
    answer = ask(path, cause)
    assert problem(answer) == (503, "http.unavailable")
    assert (answer["Retry-After"], answer["Cache-Control"]) == ("5", "no-store")


@pytest.mark.parametrize("path", ["/api/v1/sessions/1", "/api/v1/sessions/1/qr.svg"])
def test_a_full_disk_is_a_problem_that_says_what_to_do(ask: Ask, path: str) -> None:
    assert problem(ask(path, FULL)) == (507, "server.disk_full")


@pytest.mark.parametrize("path", ["/api/v1/sessions/1", "/api/v1/sessions/1/qr.svg"])
def test_any_other_error_is_a_problem_too(ask: Ask, path: str) -> None:
    assert problem(ask(path, MISSING)) == (500, "http.failed")


def test_people_get_a_plain_page(ask: Ask) -> None:
    answer = ask("/admin/", LOCKED)
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert (answer["Retry-After"], "Try again in a moment" in answer.text) == ("5", True)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("path", "kind"), [("/api/v1/demo", "application/problem+json"), ("/", "text/html; charset=utf-8")]
)
def test_a_request_for_another_host_is_not_read_and_is_a_line_in_the_log(
    path: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = Client().get(path, headers={"host": "evil.test"})
    assert (answer.status_code, answer["Content-Type"]) == (400, kind)
    (line,) = caplog.records
    assert (line.name, line.exc_info) == ("django.security.DisallowedHost", None)


def test_a_form_of_another_site_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/")
    assert (answer.status_code, "Open the page anew" in answer.text) == (403, True)


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "trace"])
def test_a_page_accepts_only_get_and_head(method: str) -> None:
    assert getattr(Client(), method)("/programme").status_code == 405


def test_the_page_carries_the_version(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "index.html").write_text((ROOT / "frontend" / "index.html").read_text())
    settings.FRONTEND_DIR = tmp_path
    views._app_html.cache_clear()
    page = Client().get("/").text
    views._app_html.cache_clear()
    assert f'<meta name="generator" content="Balai {__version__}" />' in page


@pytest.mark.django_db
def test_a_file_of_a_build_that_is_younger_than_the_process_is_served(tmp_path: Path, settings: Any) -> None:
    settings.FRONTEND_BUILDS = tmp_path
    assets = tmp_path / "current" / "assets"
    assets.mkdir(parents=True)
    (assets / "later.js").write_text("later")
    (tmp_path / "current" / "index.html").write_text("<html>the page")
    answer = Client().get("/static/app/assets/later.js")
    assert (answer.status_code, b"".join(answer)) == (200, b"later")
    settings.FRONTEND_DIR = tmp_path / "current"
    for path in ("none.js", "../index.html"):
        assert Client().get(f"/static/app/assets/{path}").status_code == 404
