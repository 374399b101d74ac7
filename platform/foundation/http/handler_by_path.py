"""Chooses the ASGI handler of a request by its path."""

from collections.abc import Mapping
from typing import Any


class HandlerByPath:
    """Serves a path by the handler of the first prefix with which it begins, and all other paths by `otherwise`."""

    def __init__(self, handlers: Mapping[str, Any], otherwise: Any) -> None:
        self._handlers, self._otherwise = handlers, otherwise

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve as an ASGI application."""
        fitting = (handler for prefix, handler in self._handlers.items() if scope["path"].startswith(prefix))
        await next(fitting, self._otherwise)(scope, receive, send)
