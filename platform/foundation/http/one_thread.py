"""Django's ASGI handler, with all synchronous work of a request on one thread that is kept for later requests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponseBase


class OneThreadHandler(ASGIHandler):
    """Runs the middleware and the view of a request synchronously, on one thread.

    Django's own handler makes a new thread for each request, which then opens a new connection to SQLite. It also
    changes between event loop and thread at each synchronous middleware. Asynchronous views need Django's handler: here
    they would hold the thread while they wait.
    """

    def __init__(self) -> None:
        super().__init__()
        self._free: list[ThreadSensitiveContext] = []
        """The contexts that no request uses now. Each has its own thread. New ones are made only if all are in use."""

    def load_middleware(self, is_async: bool = False) -> None:
        """Called by Django. The chain of middleware is synchronous, even if `is_async` is true."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Called by Django. Runs middleware and view on the thread of the request."""
        response: HttpResponseBase = await sync_to_async(self.get_response, thread_sensitive=True)(request)
        return response

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve as an ASGI application."""
        with self._thread():
            await self.handle(scope, receive, send)

    @contextmanager
    def _thread(self) -> Iterator[None]:
        """Within this block, all synchronous code runs on one of the kept threads."""
        context = self._free.pop() if self._free else ThreadSensitiveContext()
        token = SyncToAsync.thread_sensitive_context.set(context)
        try:
            yield
        finally:
            SyncToAsync.thread_sensitive_context.reset(token)
            self._free.append(context)
