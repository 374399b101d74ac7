"""Django's ASGI handler, with all synchronous work of a request in one piece on one thread."""

from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponseBase


class OneThreadHandler(ASGIHandler):
    """Runs middleware and view of a request synchronously, on the request's thread.

    Django's own handler changes between loop and thread at each middleware that is synchronous, and at each method of
    one that is both. It is for asynchronous views, which would hold the thread here while they wait.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        """Called by Django, with `is_async`. The chain is synchronous all the same."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Called by Django."""
        response: HttpResponseBase = await sync_to_async(self.get_response, thread_sensitive=True)(request)
        return response


class ByView:
    """Serves paths below `prefix`, whose views are asynchronous, by Django's own handler, and others on one thread."""

    def __init__(self, prefix: str, asynchronous: Any) -> None:
        self._prefix, self._asynchronous = prefix, asynchronous
        self._synchronous = OneThreadHandler()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve as an ASGI application."""
        handler = self._asynchronous if scope["path"].startswith(self._prefix) else self._synchronous
        await handler(scope, receive, send)
