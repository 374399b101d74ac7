"""Security headers of all responses: pages, files and problems."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

API_PREFIXES = ("/api/", "/media/")
"""Prefixes of the URLs for programs, which answer with JSON."""

ALLOWED_FEATURES = ("autoplay", "camera", "display-capture", "fullscreen", "microphone", "screen-wake-lock")
DENIED_FEATURES = (
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
PERMISSIONS = ", ".join(
    [*(f"{name}=(self)" for name in ALLOWED_FEATURES), *(f"{name}=()" for name in DENIED_FEATURES)]
)
STRICT_TRANSPORT = "max-age=31536000"

Answer = Callable[[HttpRequest], HttpResponseBase]


class ContentPolicy(CSPMiddleware):
    """Sends the Content-Security-Policy of the settings, and allows WebSockets to the requested host in addition.

    `'self'` includes these in current browsers, but not in Safari before 15.4.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Called by django-csp. Adds the WebSocket URLs of the requested host to `connect-src`."""
        parts = super().get_policy_parts(request, response, report_only)
        if host := _host(request):
            parts.update = {"connect-src": [f"ws://{host}", f"wss://{host}"]}
        return parts


@sync_and_async_middleware
def other_headers(get_response: Any) -> Any:
    """A middleware that sets Permissions-Policy on all responses, Cache-Control at `API_PREFIXES`, and
    Strict-Transport-Security if PUBLIC_URL is HTTPS.
    """
    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            response: Awaitable[HttpResponseBase] = get_response(request)
            return _with_headers(request, await response)

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        return _with_headers(request, get_response(request))

    return answer


def is_api_request(request: HttpRequest) -> bool:
    """Whether the client is a program, which gets errors as problems (RFC 9457) and not as pages."""
    return request.path_info.startswith(API_PREFIXES)


def _with_headers(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Permissions-Policy"] = PERMISSIONS
    if is_api_request(request):
        response.headers.setdefault("Cache-Control", "no-store")
    if _is_public(_host(request)):
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    return response


def _host(request: HttpRequest) -> str:
    """The requested host and port, or "" if the host is not allowed."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""


def _is_public(host: str) -> bool:
    """Whether this is PUBLIC_URL's host, with HTTPS. Other hosts, as in the local network, may use plain HTTP."""
    public = urlsplit(settings.PUBLIC_URL)
    return public.scheme == "https" and host == public.netloc
