"""The front end's one page: every screen is a route of it. And what is answered where nothing else is."""

import sys
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from django.views.static import serve

from config.headers import is_of_programs
from foundation.builds import CURRENT
from foundation.database_log_filter import is_outage
from foundation.http.problems import FAILED, FORGED, UNAVAILABLE, UNREADABLE, problem_of
from foundation.refusals import Refusal
from foundation.version import __version__

SAID = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Balai</title>
<h1>Balai</h1>
<p>{}</p>
<p><a href="/">Balai</a></p>
</html>
"""
"""A page that needs no front end, no database and no file."""


@cache
def _page() -> str:
    path = settings.FRONTEND_DIR / "index.html"
    page = str(path.read_text(encoding="utf-8"))
    return page.replace(
        'name="generator" content="Balai"', f'name="generator" content="Balai {__version__}"', 1
    )


@require_safe
@ensure_csrf_cookie
def app(request: HttpRequest) -> HttpResponse:
    """The page that carries the front end. It names hashed files, so that itself must not be kept."""
    return HttpResponse(_page(), headers={"Cache-Control": "no-cache"})


@require_safe
def later_file(request: HttpRequest, path: str) -> Any:
    """A file of a build that is younger than this process: a page of a process that began after it asks for it."""
    return serve(request, path, document_root=str(settings.FRONTEND_BUILDS / CURRENT / "assets"))


def nowhere(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page where no address leads, marked so that it says so."""
    return HttpResponse(_page().replace("<html", "<html data-nowhere", 1), status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's view of a request that it does not take, as one for another host."""
    return _said(request, UNREADABLE)


def failed(request: HttpRequest) -> HttpResponse:
    """Django's view of what crashed; of a database that is gone, that it comes back."""
    error = sys.exception()
    return _said(request, UNAVAILABLE if error is not None and is_outage(error) else FAILED)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's view of a form that did not come from a page of ours."""
    return _said(request, FORGED)


def _said(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    answer = problem_of(refusal)
    if is_of_programs(request):
        return answer
    headers = {name: value for name, value in answer.items() if name != "Content-Type"}
    return HttpResponse(SAID.format(refusal.message), status=answer.status_code, headers=headers)
