"""The security headers of every response."""

from pathlib import Path
from typing import Any

import pytest
from django.test import AsyncClient, Client

from config import views
from config.headers import ALLOWED_FEATURES, DENIED_FEATURES, PERMISSIONS

PAGE, FILE, ENDPOINT, FORM = "/", "/static/admin/css/base.css", "/api/v1/seats/guest", "/admin/login/"
NOWHERE, FOREIGN = "/elsewhere", "/api/v1/nowhere"

# At the end of a response Django looks at the connection to the database.
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "index.html").write_text("<html>the page")
    settings.FRONTEND_DIR = tmp_path
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    monkeypatch.setattr(views, "_app_html", views._app_html.__wrapped__)


def get(path: str, host: str = "127.0.0.1") -> Any:
    """The response. A file is closed, as by the server."""
    answer = Client().get(path, headers={"host": host})
    answer.close()
    return answer


def policy(answer: Any) -> dict[str, list[str]]:
    """The directives with their sources."""
    given = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in given}


@pytest.mark.parametrize("path", [PAGE, FILE, ENDPOINT, FORM, NOWHERE, FOREIGN])
def test_every_response_forbids_frames_sniffing_and_foreign_scripts(path: str) -> None:
    answer = get(path)
    allowed = policy(answer)
    assert (allowed["default-src"], allowed["frame-ancestors"]) == (["'self'"], ["'none'"])
    assert (allowed["form-action"], allowed["object-src"]) == (["'self'"], ["'none'"])
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert (answer["Referrer-Policy"], answer["Permissions-Policy"]) == ("same-origin", PERMISSIONS)
    assert not answer.has_header("Strict-Transport-Security")
    assert not answer.has_header("Server")


async def test_a_media_endpoint_has_the_same_headers() -> None:
    answer = await AsyncClient().get("/media/sessions/1/whip")
    assert answer.status_code == 405
    assert (answer["Permissions-Policy"], answer["Cache-Control"]) == (PERMISSIONS, "no-store")
    assert policy(answer)["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize("host", ["hall.test:8000", "192.0.2.5:8000", "hall.test"])
def test_a_page_may_connect_only_to_its_host_and_the_relays(host: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["hall.test", "192.0.2.5"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"connect-src": ["'self'", "https://relay.test"]}}
    sources = policy(get(PAGE, host))["connect-src"]
    assert sources == ["'self'", "https://relay.test", f"ws://{host}", f"wss://{host}"]


def test_a_foreign_host_is_not_in_the_policy() -> None:
    answer = get(ENDPOINT, "evil.test")
    assert answer.status_code == 400
    assert "evil" not in str(answer.headers)


def test_needed_features_are_for_this_site_and_others_are_off() -> None:
    given = dict(part.split("=") for part in PERMISSIONS.split(", "))
    assert given == dict.fromkeys(ALLOWED_FEATURES, "(self)") | dict.fromkeys(DENIED_FEATURES, "()")
    assert {"camera", "microphone", "display-capture", "fullscreen", "autoplay"} <= set(ALLOWED_FEATURES)


@pytest.mark.parametrize(
    ("public", "host", "strict"),
    [
        ("", "hall.test", False),
        ("http://hall.test", "hall.test", False),
        ("https://hall.test", "hall.test", True),
        ("https://hall.test:8443", "hall.test:8443", True),
        ("https://hall.test", "192.0.2.5:8000", False),
        ("https://hall.test", "hall.test:8000", False),
    ],
)
def test_hsts_is_sent_if_the_public_url_is_https(public: str, host: str, strict: bool, settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.PUBLIC_URL = ["hall.test", "192.0.2.5"], public
    assert get(FILE, host).has_header("Strict-Transport-Security") == strict


@pytest.mark.parametrize(
    ("path", "kept"),
    [(ENDPOINT, "no-store"), (FOREIGN, "no-store"), (PAGE, "no-cache"), (FILE, "max-age=60, public")],
)
def test_responses_to_programs_are_not_cached(path: str, kept: str) -> None:
    assert get(path)["Cache-Control"] == kept
