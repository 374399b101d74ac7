"""Addresses that leave the server: in QR codes, on seat cards, in links that are handed on."""

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request


def link(request: HttpRequest | Request, path: str) -> str:
    """The address of a path below `PUBLIC_URL`.

    Where that is not set, as this server was addressed. A proxy that ends TLS makes `http://` of that.
    """
    return settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path)
