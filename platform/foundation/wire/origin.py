"""Who may open a WebSocket: pages of this very site, pages that are listed, and programs that name one of these."""

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


class OriginChecked:
    """Refuses a handshake of a foreign, a `null` or no origin with HTTP 403; all else passes to `app`.

    Browsers always send Origin (RFC 6455, section 4.1), and a page cannot forge it. A program says this site's own:
    so nothing that takes the header away on its way opens the door. The Host must be in ALLOWED_HOSTS, or a name
    rebound to our address would count as the same site.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "websocket" or allowed(dict(scope["headers"])):
            await self.app(scope, receive, send)
        else:
            await send({"type": "websocket.close"})


def allowed(headers: dict[bytes, bytes]) -> bool:
    """Whether a handshake with these headers may go on."""
    host = headers.get(b"host", b"").decode("latin1").lower()
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        return False
    origin = headers.get(b"origin", b"").decode("latin1").lower()
    return origin in settings.ALLOWED_ORIGINS or _same_site(origin, host)


def _same_site(origin: str, host: str) -> bool:
    """The same host and port; one left out is the default of the origin's scheme (TLS ends at the proxy)."""
    try:
        page = urlsplit(origin)
        here = urlsplit(f"{page.scheme}://{host}")
        whole = (
            page.scheme in DEFAULT_PORTS and origin == f"{page.scheme}://{page.netloc}" and "@" not in origin
        )
        return whole and _place(page) == _place(here)
    except ValueError:
        return False


def _place(url: SplitResult) -> tuple[str | None, int | None]:
    return url.hostname, url.port or DEFAULT_PORTS.get(url.scheme)
