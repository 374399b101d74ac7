"""Every URL answers: programs get problems, people get the page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from config import views
from foundation.registry import registry
from foundation.wire.asyncapi import refusals_of
from tests.sessions.seats.test_api import problem
from tests.support.assembly import Assembly

NOWHERE = [
    "/api/v1/",
    "/api/v1/nowhere",
    "/api/v1/sessions/x",
    "/api/v1/sessions/٣/qr.svg",
    "/api/v1/sessions/1/qr.svg/",
    "/api/v1/seats/",
    "/media/",
    "/media/sessions/1/other",
    "/media/sessions/-1/whip",
]


@pytest.fixture
def page(tmp_path: Path, settings: Any) -> Iterator[None]:
    """A front end of one line."""
    (tmp_path / "index.html").write_text("<html>the page")
    settings.FRONTEND_DIR = tmp_path
    views._app_html.cache_clear()
    yield
    views._app_html.cache_clear()


@pytest.mark.parametrize("path", NOWHERE)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
def test_an_unknown_url_for_programs_is_a_problem(path: str, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert problem(answer) == (404, "http.not_found")


@pytest.mark.parametrize("method", ["get", "post", "delete"])
@pytest.mark.parametrize("path", ["seats/guest", "sessions/1/minutes", "organise/overview", "schema/"])
def test_an_address_of_the_api_without_its_version_is_told_the_new_one(path: str, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(f"/api/{path}")
    assert problem(answer) == (410, "http.moved")
    assert f" /api/v1/{path} " in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/api/", "/api/nowhere", "/api/v2/seats/guest"])
def test_what_the_api_never_had_has_not_moved(path: str) -> None:
    assert problem(Client().get(path)) == (404, "http.not_found")


def test_the_type_of_a_problem_leads_to_its_code() -> None:
    for path in ("/api/v1/nowhere", "/api/seats/guest", "/api/v1/seats/guest"):
        given = Client().get(path).json()
        page, code = given["type"].split("#")
        answer = Client().get(page)
        assert answer.status_code == 200
        assert f'<dt id="{code}"><code>{code}</code> {given["status"]}</dt>' in answer.content.decode()


def test_the_page_of_refusals_has_every_code_and_sentence() -> None:
    page = Client().get("/docs/protocol").content.decode()
    every = re.findall(r'<dt id="([a-z_.]+)"><code>[a-z_.]+</code> [1-5][0-9]{2}</dt>\n<dd>[^<>]+</dd>', page)
    assert set(refusals_of(registry())) <= set(every)
    assert len(every) == len(set(every)) == page.count("<dt")


@pytest.mark.parametrize(
    ("path", "method", "allowed"),
    [
        ("/media/sessions/1/whip", "get", "POST"),
        ("/media/sessions/1/whep", "delete", "POST"),
        ("/media/resources/x", "post", "DELETE, PATCH"),
        ("/api/v1/seats/guest", "get", "POST, OPTIONS"),
        ("/api/v1/demo", "post", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_method_that_is_not_allowed_is_a_problem(path: str, method: str, allowed: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (problem(answer), answer["Allow"]) == ((405, "http.method_not_allowed"), allowed)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/c/rivers-2027/programme", 200),
        ("/c/rivers-2027/programme/", 200),
        ("/c/rivers-2027", 200),
        ("/c/rivers-2027/", 200),
        ("/c/rivers-2027/organise/people", 200),
        ("/c/rivers-2027/join", 404),
        ("/c/", 404),
        ("/take/fiji", 200),
        ("/join", 200),
        ("/join/", 200),
        ("/join/K7M3PX", 200),
        ("/join/k7m%203px", 200),
        ("/join/%D9%A3%D9%A4", 200),
        ("/join/%00", 200),
        ("/join/" + "K" * 2000, 200),
        ("/join/K7M3PX/more", 404),
        ("/phones", 200),
        ("/c/rivers-2027/seatcards", 200),
        ("/card", 200),
        ("/card/", 200),
        ("/card/12-K7M3", 404),
        ("/continue", 200),
        ("/continue/", 200),
        ("/continue/Ab-9_", 404),
        ("/seat", 200),
        ("/seat/Ab-9_", 404),
        ("/c/rivers-2027/session/1", 200),
        ("/c/rivers-2027/session/1/hall/", 200),
        ("/c/rivers-2027/session/1/transcript", 200),
        ("/c/rivers-2027/session/1/captions", 200),
        ("/c/rivers-2027/session/999", 200),
        ("/session/%D9%A3", 404),
        ("/session/1/elsewhere", 404),
        ("/elsewhere", 404),
    ],
)
@pytest.mark.usefixtures("page")
def test_pages_of_people(path: str, status: int) -> None:
    answer = Client().get(path)
    mark = "" if status == 200 else " data-nowhere"
    assert (answer.status_code, answer.content) == (status, f"<html{mark}>the page".encode())


@pytest.mark.django_db
@pytest.mark.usefixtures("page")
def test_an_address_without_a_conference_leads_to_its_conference() -> None:
    first, second = Assembly(), Assembly()
    got = Client().get(f"/session/{second.session.pk}/hall/?captions=1")
    assert got["Location"] == f"/c/{second.conference.slug}/session/{second.session.pk}/hall/?captions=1"
    assert Client().get("/programme")["Location"] == "/", "there are two"
    first.conference.delete()
    assert Client().get("/programme")["Location"] == f"/c/{second.conference.slug}/programme"
    assert Client().get("/session/999").status_code == 404
