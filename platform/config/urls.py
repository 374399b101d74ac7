"""The URL patterns of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from config.views import app, later_file
from foundation.http.problems import no_such_address
from foundation.lan.api import PhonesView, authority

PAGES = "|".join(
    (
        "",
        "programme",
        "checks?",
        "seatcards",
        "card",
        "help",
        "join(?:/[^/]+)?",
        "phones",
        "continue",
        "seat",
        "take/[a-z-]+",
        "session/[0-9]+(?:/(?:console|hall|desk|minutes))?",
    )
)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("sessions.sign_in.urls")),
    path("ca.crt", authority),
    path("api/phones", PhonesView.as_view()),
    path("api/", include("sessions.urls")),
    path("", include("streaming.urls")),
    path("static/app/assets/<str:path>", later_file),
    re_path(r"^(?:api|media)/", no_such_address),
    re_path(rf"^(?:{PAGES})/?$", app),
]
handler400 = "config.views.unreadable"
handler404 = "config.views.nowhere"
handler500 = "config.views.failed"
if settings.DEMO:
    urlpatterns.append(path("gallery", app))
