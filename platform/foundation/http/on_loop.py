"""Django's ASGI handler without threads, for views that neither block nor use cookies."""

from typing import Any, cast

from django.conf import settings
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponseBase
from django.urls import set_script_prefix
from django.utils.deprecation import MiddlewareMixin
from django.utils.module_loading import import_string


class LoopHandler(ASGIHandler):
    """Runs a short chain of middleware and an asynchronous view on the event loop.

    Django's own handler changes to a thread and back for each synchronous middleware, and for its signals. While the
    relay sends, each change waits for the loop. Here only `MIDDLEWARE_WITHOUT_COOKIES` runs, Django's signals of a
    request are not sent, and a view runs to its end if its client disconnects. A view that uses the database does so
    by `in_thread`.
    """

    def load_middleware(self, is_async: bool = True) -> None:
        """Called by Django. Makes the chain."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        handler = convert_exception_to_response(cast(Any, self)._get_response_async)
        for path in reversed(settings.MIDDLEWARE_WITHOUT_COOKIES):
            handler = convert_exception_to_response(_on_loop(import_string(path))(handler))
        self._middleware_chain = handler

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve as an ASGI application."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        with body:
            set_script_prefix(get_script_prefix(scope))
            request, refused = self.create_request(scope, body)
            response: Any = refused if request is None else await self.run_get_response(request)
            await self.send_response(response, send)


class _OnLoop(MiddlewareMixin):
    """Runs the synchronous parts of a middleware on the event loop."""

    async def __acall__(self, request: HttpRequest) -> HttpResponseBase:
        """Called by Django in place of the method that uses threads."""
        begin, end = getattr(self, "process_request", None), getattr(self, "process_response", None)
        response: Any = (begin and begin(request)) or await cast(Any, self.get_response)(request)
        return cast(HttpResponseBase, end(request, response) if end else response)


def _on_loop(middleware: Any) -> Any:
    """The middleware, such that it needs no thread."""
    if isinstance(middleware, type) and issubclass(middleware, MiddlewareMixin):
        return type(middleware.__name__, (_OnLoop, middleware), {})
    return middleware
