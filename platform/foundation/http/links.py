"""Absolute URLs for use outside of the server: in QR codes, on seat cards, in links to share."""

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request


def absolute_url(request: HttpRequest | Request, path: str) -> str:
    """The URL of a path below `PUBLIC_URL`.

    If that is not set, the URL is taken from the request. It then begins with `http://` behind a proxy that ends TLS.
    """
    return settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path)
