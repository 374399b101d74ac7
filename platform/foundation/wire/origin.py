"""Who may open a WebSocket: this site's pages, listed sites' pages, and programs that send one of these origins."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

DEFAULT_PORTS = {"http": 80, "https": 443}


class OriginCheck:
    """Refuses a handshake with a foreign, `null` or missing origin with HTTP 403. Everything else passes to `app`.

    Browsers always send Origin (RFC 6455, section 4.1), and a page cannot forge it. A program must send this site's
    origin. A missing header is refused, because a proxy may have removed a foreign origin. The Host must be in
    ALLOWED_HOSTS. Otherwise a name rebound to our address (DNS rebinding) would count as the same site.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve as an ASGI application."""
        if scope["type"] != "websocket" or is_origin_allowed(dict(scope["headers"])):
            await self.app(scope, receive, send)
        else:
            await send({"type": "websocket.close"})


def is_origin_allowed(headers: dict[bytes, bytes]) -> bool:
    """Whether a handshake with these headers is allowed."""
    host = headers.get(b"host", b"").decode("latin1").lower()
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        return False
    origin = headers.get(b"origin", b"").decode("latin1").lower()
    return origin in settings.ALLOWED_ORIGINS or _same_site(origin, host)


def _same_site(origin: str, host: str) -> bool:
    """Whether host and port are the same.

    The default port is that of the origin's scheme, because TLS may end at a proxy.
    """
    try:
        page = urlsplit(origin)
        here = urlsplit(f"{page.scheme}://{host}")
        whole = (
            page.scheme in DEFAULT_PORTS and origin == f"{page.scheme}://{page.netloc}" and "@" not in origin
        )
        return whole and _host_and_port(page) == _host_and_port(here)
    except ValueError:
        return False


def _host_and_port(url: SplitResult) -> tuple[str | None, int | None]:
    return url.hostname, url.port or DEFAULT_PORTS.get(url.scheme)
