"""The page of the front end, which renders every screen, and the responses to errors."""

import sys
from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from django.views.static import serve

from config.first_paint import with_join_form
from config.headers import is_api_request
from foundation.builds import CURRENT
from foundation.database_log_filter import is_disk_full, is_outage
from foundation.http.problems import DISK_FULL, FAILED, FORGED, UNAVAILABLE, UNREADABLE, problem_of
from foundation.ids import number
from foundation.refusals import Refusal
from foundation.version import __version__
from sessions.programme.services import find_conference, find_session

ERROR_PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Balai</title>
<h1>Balai</h1>
<p>{}</p>
<p><a href="/">Balai</a></p>
</html>
"""
"""An error page that can be shown without the front end, the database or a file."""


@cache
def _app_html() -> str:
    path = settings.FRONTEND_DIR / "index.html"
    page = str(path.read_text(encoding="utf-8"))
    return page.replace(
        'name="generator" content="Balai"', f'name="generator" content="Balai {__version__}"', 1
    )


@require_safe
@ensure_csrf_cookie
def app(request: HttpRequest, code: str = "") -> HttpResponse:
    """The page that loads the front end. It names files by their hashes, so browsers must not cache it.

    For those who join by a code, the words of the form are in it.
    """
    page = _app_html()
    if request.path.startswith("/join"):
        page = with_join_form(page, code, get_language_from_request(request))
    answer = HttpResponse(page, headers={"Cache-Control": "no-cache"})
    patch_vary_headers(answer, ("Accept-Language",))
    return answer


def conference_page(request: HttpRequest, session: str = "") -> HttpResponse:
    """A page of one conference. The front end finds out whether conference and session exist."""
    answer: HttpResponse = app(request)
    return answer


@require_safe
def redirect_to_conference(request: HttpRequest, session: str = "") -> HttpResponse:
    """Redirect a URL that names no conference: to the session's conference, else to the only conference, else to the
    first page.
    """
    try:
        conference = find_session(number(session)).conference if session else find_conference()
    except Refusal:
        return page_not_found(request, Http404()) if session else redirect("/")
    query = request.META["QUERY_STRING"]
    return redirect(conference.page_path(request.path) + (f"?{query}" if query else ""))


@require_safe
def newer_build_file(request: HttpRequest, path: str) -> Any:
    """The view for a file of a newer build than this process serves. A page that a newer process served may
    request it.
    """
    return serve(request, path, document_root=str(settings.FRONTEND_BUILDS / CURRENT / "assets"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The response to an unknown URL: the page of the front end, marked so that the front end says that the page does
    not exist.
    """
    return HttpResponse(_app_html().replace("<html", "<html data-nowhere", 1), status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's view for a request that it rejects, for example for a wrong host."""
    return _error_response(request, UNREADABLE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's view for a crash, a full disk, or an unavailable database."""
    error = sys.exception()
    if error is not None and is_disk_full(error):
        return _error_response(request, DISK_FULL)
    return _error_response(request, UNAVAILABLE if error is not None and is_outage(error) else FAILED)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's view for a form that fails the CSRF check."""
    return _error_response(request, FORGED)


def _error_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    answer = problem_of(refusal)
    if is_api_request(request):
        return answer
    headers = {name: value for name, value in answer.items() if name != "Content-Type"}
    return HttpResponse(ERROR_PAGE.format(refusal.message), status=answer.status_code, headers=headers)
