"""The path from which a person came to the account pages, and to which the person returns."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

KEY = "return_path"


def remember_path(request: HttpRequest, then: str) -> None:
    """Remember a path of this site in the browser's session, because allauth's pages of the second factor
    drop `next`.
    """
    if url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        request.session[KEY] = then


def remembered_path(request: HttpRequest) -> str:
    """The path that was remembered, or that of the first page."""
    return str(request.session.get(KEY, "/"))


def conference_path(request: HttpRequest) -> str:
    """The path that was remembered, if it is in a conference. Otherwise that of the first page."""
    then = remembered_path(request)
    return then if then.startswith("/c/") else "/"
