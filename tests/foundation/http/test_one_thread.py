"""All synchronous work of a request is on one thread, and views that wait are elsewhere."""

import asyncio
import threading
from collections.abc import Callable
from inspect import iscoroutinefunction
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, path

from config.request_queue import MEDIA
from foundation.http.handler_by_path import HandlerByPath
from foundation.http.one_thread import OneThreadHandler
from tests.support.asgi import ask
from tests.support.patience import PATIENCE

SEEN: list[int] = []
MEETING: list[threading.Barrier] = []
"""Where views wait for each other."""


def synchronous(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Any:
    """A middleware that is only synchronous, as WhiteNoise's."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        SEEN.append(threading.get_ident())
        response = get_response(request)
        SEEN.append(threading.get_ident())
        return response

    return answer


def view(request: HttpRequest) -> HttpResponse:
    SEEN.append(threading.get_ident())
    for barrier in MEETING:
        barrier.wait(PATIENCE)
    if request.GET:
        raise ValueError("a crash")
    return HttpResponse(b"here")


urlpatterns = [path("here", view)]
handler500 = "config.views.server_error"


@pytest.fixture
def app(settings: Any) -> HandlerByPath:
    """The handlers with two middlewares that are only synchronous. Another handler answers below `/media/`."""
    SEEN.clear()
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [f"{__name__}.synchronous"] * 2

    async def other(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 299, "headers": []})
        await send({"type": "http.response.body", "body": b"other"})

    return HandlerByPath({MEDIA: other}, OneThreadHandler())


async def test_middleware_and_view_are_on_one_thread(app: HandlerByPath) -> None:
    status, _, body = await ask(app, "GET", "/here")
    assert (status, body) == (200, b"here")
    assert len(SEEN) == 5
    assert set(SEEN) == {SEEN[0]} - {threading.get_ident()}


async def test_the_thread_is_kept_for_the_next_request(app: HandlerByPath) -> None:
    for _ in range(3):
        await ask(app, "GET", "/here")
    assert (len(SEEN), len(set(SEEN))) == (15, 1)


async def test_requests_at_once_have_threads_of_their_own(app: HandlerByPath) -> None:
    both = threading.Barrier(2)
    MEETING.append(both)
    await asyncio.gather(ask(app, "GET", "/here"), ask(app, "GET", "/here"))
    MEETING.clear()
    assert len(set(SEEN)) == 2


async def test_a_crash_is_answered(app: HandlerByPath) -> None:
    status, *_ = await ask(app, "GET", "/here?crash=1")
    assert status == 500


async def test_views_that_wait_have_the_other_handler(app: HandlerByPath) -> None:
    status, *_ = await ask(app, "GET", "/media/health")
    assert (status, SEEN) == (299, [])


def addresses(resolver: URLResolver, before: str = "/") -> list[tuple[str, Any]]:
    found = []
    for each in resolver.url_patterns:
        where = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found += addresses(each, where)
        elif isinstance(each, URLPattern):
            found.append((where, each.callback))
    return found


def test_all_views_that_wait_are_below_media() -> None:
    waiting = {
        where for where, callback in addresses(get_resolver("config.urls")) if iscoroutinefunction(callback)
    }
    assert waiting
    assert {where for where in waiting if not where.startswith(MEDIA)} == set()
