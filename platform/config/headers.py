"""What every answer tells a browser to keep to: pages, files and problems alike."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

PROGRAMS = ("/api/", "/media/")
"""Beginnings of the addresses that answer programs, in JSON."""

OURS = ("autoplay", "camera", "display-capture", "fullscreen", "microphone", "screen-wake-lock")
NOBODYS = (
    "accelerometer",
    "browsing-topics",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join([*(f"{name}=(self)" for name in OURS), *(f"{name}=()" for name in NOBODYS)])
STRICT_TRANSPORT = "max-age=31536000"

Answer = Callable[[HttpRequest], HttpResponseBase]


class ContentPolicy(CSPMiddleware):
    """The policy of the settings, and the WebSockets of the very host that was asked.

    `'self'` covers them in today's browsers, but not in Safari before 15.4.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The library's hook."""
        parts = super().get_policy_parts(request, response, report_only)
        if host := _host(request):
            parts.update = {"connect-src": [f"ws://{host}", f"wss://{host}"]}
        return parts


@sync_and_async_middleware
def other_headers(get_response: Any) -> Any:
    """Permissions; no copies of what programs are told; and HTTPS from now on where PUBLIC_URL says so."""
    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            response: Awaitable[HttpResponseBase] = get_response(request)
            return _with_headers(request, await response)

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        return _with_headers(request, get_response(request))

    return answer


def is_of_programs(request: HttpRequest) -> bool:
    """Whether the caller reads problems rather than pages."""
    return request.path_info.startswith(PROGRAMS)


def _with_headers(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Permissions-Policy"] = PERMISSIONS
    if is_of_programs(request):
        response.headers.setdefault("Cache-Control", "no-store")
    if _is_public(_host(request)):
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    return response


def _host(request: HttpRequest) -> str:
    """The host and port that were asked for; "" where they are none of ours."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""


def _is_public(host: str) -> bool:
    """Whether it is PUBLIC_URL's and encrypted. By another name, as in the room's own network, it may be plain."""
    public = urlsplit(settings.PUBLIC_URL)
    return public.scheme == "https" and host == public.netloc
