"""Middleware and views on the event loop answer as by Django's own handler, without another thread."""

import threading
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.deprecation import MiddlewareMixin

from config import asgi
from foundation.http.on_loop import LoopHandler
from tests.support.asgi import ask
from tests.support.patience import PATIENCE

LANGUAGE = "/media/resources/none/language"
SEEN: list[int] = []


class Synchronous(MiddlewareMixin):
    """A middleware of Django's older kind, whose methods are synchronous."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Called before the view."""
        SEEN.append(threading.get_ident())
        return HttpResponse(b"from the middleware") if "early" in request.GET else None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Called after the view."""
        SEEN.append(threading.get_ident())
        response["Seen"] = "yes"
        return response


async def view(request: HttpRequest) -> HttpResponse:
    SEEN.append(threading.get_ident())
    if "crash" in request.GET:
        raise ValueError("a crash")
    return HttpResponse(request.body)


urlpatterns = [path("here", view)]
handler500 = "config.views.server_error"


@pytest.fixture
def app(settings: Any) -> LoopHandler:
    """The handler with one middleware."""
    SEEN.clear()
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE_WITHOUT_COOKIES = [f"{__name__}.Synchronous"]
    return LoopHandler()


async def test_middleware_and_view_are_on_the_thread_of_the_loop(app: LoopHandler) -> None:
    status, headers, body = await ask(app, "POST", "/here", body=b"a body in two parts")
    assert (status, body) == (200, b"a body in two parts")
    assert (b"Seen", b"yes") in headers
    assert [threading.get_ident()] * 3 == SEEN


async def test_a_middleware_may_answer_itself(app: LoopHandler) -> None:
    status, headers, body = await ask(app, "GET", "/here?early=1")
    assert (status, body, len(SEEN)) == (200, b"from the middleware", 2)
    assert (b"Seen", b"yes") in headers


async def test_a_crash_is_ask(app: LoopHandler) -> None:
    status, *_ = await ask(app, "GET", "/here?crash=1")
    assert status == 500


async def test_a_client_that_leaves_before_its_body_is_complete_gets_nothing(app: LoopHandler) -> None:
    request = ApplicationCommunicator(app, {"type": "http", "method": "POST", "path": "/here", "headers": []})
    await request.send_input({"type": "http.request", "body": b"half", "more_body": True})
    await request.send_input({"type": "http.disconnect"})
    await request.wait(PATIENCE)
    assert request.output_queue.empty()
    assert SEEN == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "where", "headers"),
    [
        ("POST", LANGUAGE, [(b"authorization", b"Bearer forged")]),
        ("POST", LANGUAGE, []),
        ("POST", LANGUAGE, [(b"origin", b"https://evil.test")]),
        ("OPTIONS", LANGUAGE, [(b"origin", b"https://player.test")]),
        ("GET", LANGUAGE, []),
        ("GET", LANGUAGE, [(b"x-forwarded-host", b"evil.test")]),
        ("POST", "/media/resources/none/layers", []),
        ("DELETE", "/media/resources/none", []),
        ("PATCH", "/media/resources/none", []),
        ("POST", "/media/resources/none/else", []),
    ],
)
async def test_a_media_resource_answers_as_by_djangos_handler(
    method: str, where: str, headers: list[tuple[bytes, bytes]]
) -> None:
    both = [await ask(app, method, where, *headers) for app in (LoopHandler(), ASGIHandler())]
    assert both[0] == both[1]
    names = {name for name, _ in both[0][1]}
    assert {b"Content-Security-Policy", b"X-Content-Type-Options", b"X-Frame-Options"} < names
    assert {b"Permissions-Policy", b"Referrer-Policy", b"Cache-Control"} < names


async def test_a_foreign_host_is_refused() -> None:
    for app in (LoopHandler(), ASGIHandler()):
        status, _, body = await ask(app, "POST", LANGUAGE, host=b"evil.test")
        assert status == 400
        assert b"evil" not in body


async def test_a_cookie_is_neither_read_nor_set() -> None:
    _, headers, _ = await ask(LoopHandler(), "POST", LANGUAGE, (b"cookie", b"sessionid=1"))
    assert {b"Set-Cookie", b"Vary"}.isdisjoint(name for name, _ in headers)


def test_the_resources_of_the_relay_are_served_on_the_loop() -> None:
    assert isinstance(asgi.handlers["/media/resources/"], LoopHandler)
    assert list(asgi.handlers) == ["/media/resources/", "/media/"]
