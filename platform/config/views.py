"""The front end's one page: every screen is a route of it."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie


@cache
def _page() -> str:
    path = settings.FRONTEND_DIR / "index.html"
    return str(path.read_text(encoding="utf-8"))


@ensure_csrf_cookie
def app(request: HttpRequest) -> HttpResponse:
    """The page that carries the front end. It names hashed files, so that itself must not be kept."""
    return HttpResponse(_page(), headers={"Cache-Control": "no-cache"})


def nowhere(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page where no address leads, marked so that it says so."""
    return HttpResponse(_page().replace("<html", "<html data-nowhere", 1), status=404)
