"""Django's ASGI handler, with all synchronous work of a request on one thread that is kept for later requests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponseBase


class OneThreadHandler(ASGIHandler):
    """Runs middleware and view of a request synchronously, in one piece.

    Django's own handler makes a thread for each request, which then opens a connection to SQLite, and changes between
    loop and thread at each middleware that is synchronous. It is for asynchronous views, which would hold the thread
    here while they wait.
    """

    def __init__(self) -> None:
        super().__init__()
        self._free: list[ThreadSensitiveContext] = []
        """Each has a thread of its own; there are as many as requests ran at once."""

    def load_middleware(self, is_async: bool = False) -> None:
        """Called by Django, with `is_async`. The chain is synchronous all the same."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Called by Django."""
        response: HttpResponseBase = await sync_to_async(self.get_response, thread_sensitive=True)(request)
        return response

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve as an ASGI application."""
        with self._thread():
            await self.handle(scope, receive, send)

    @contextmanager
    def _thread(self) -> Iterator[None]:
        """A context whose synchronous code all runs on one of the threads."""
        context = self._free.pop() if self._free else ThreadSensitiveContext()
        token = SyncToAsync.thread_sensitive_context.set(context)
        try:
            yield
        finally:
            SyncToAsync.thread_sensitive_context.reset(token)
            self._free.append(context)


class HandlerByPath:
    """Serves paths below `prefix`, whose views are asynchronous, by Django's own handler, and others on one thread."""

    def __init__(self, prefix: str, asynchronous: Any) -> None:
        self._prefix, self._asynchronous = prefix, asynchronous
        self._synchronous = OneThreadHandler()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve as an ASGI application."""
        handler = self._asynchronous if scope["path"].startswith(self._prefix) else self._synchronous
        await handler(scope, receive, send)
