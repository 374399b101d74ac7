"""The URL patterns of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from config import api_docs, protocol_reference, refusals_page
from config.views import app, conference_page, newer_build_file, redirect_to_conference
from foundation.http.problems import before_versions, no_such_address
from foundation.lan.api import PhonesView, authority
from sessions.calendars.api import feed

PAGES = "|".join(("", "card", "join(?:/(?P<code>[^/]+))?", "phones", "continue", "seat", "take/[a-z-]+"))
"""The URL patterns of pages that belong to no conference."""

CONFERENCE_PAGES = "|".join(
    (
        "programme",
        "checks?",
        "seatcards",
        "help",
        "session/(?P<session>[0-9]+)(?:/(?:console|hall|desk|minutes|panel|record|transcript|captions"
        "|booth/[A-Za-z0-9-]+))?",
        "organise(?:/[a-z-]+)?",
        "outcome/[0-9]+(?:/screen)?",
    )
)
"""The URL patterns of pages of one conference, below `/c/<slug>/`."""

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/register/", include("sessions.registration.urls")),
    path("account/invitation/", include("sessions.invitations.urls")),
    path("account/", include("sessions.personal_data.urls")),
    path("account/", include("sessions.first_run.urls")),
    path("account/", include("sessions.sign_in.urls")),
    path("ca.crt", authority),
    path("api/v1/schema/", api_docs.schema),
    path("api/v1/docs/", api_docs.page),
    path("api/v1/docs/start.js", api_docs.start_script),
    path("api/v1/docs/protocol/", protocol_reference.page),
    path("api/v1/asyncapi.json", protocol_reference.document),
    path("api/v1/phones", PhonesView.as_view()),
    path("api/v1/", include("sessions.urls")),
    path("api/v1/", include("chat.urls")),
    path("calendar/<str:token>.ics", feed),
    path("", include("streaming.urls")),
    path("static/app/assets/<str:path>", newer_build_file),
    re_path(r"^(?:api/v1|media)/", no_such_address),
    re_path(r"^api/(?P<path>.*)$", before_versions),
    re_path(r"^docs/protocol/?$", refusals_page.page),
    re_path(rf"^(?:{PAGES})/?$", app),
    re_path(rf"^c/[a-zA-Z0-9_-]+(?:/(?:{CONFERENCE_PAGES})?)?/?$", conference_page),
    re_path(rf"^(?:{CONFERENCE_PAGES})/?$", redirect_to_conference),
]
handler400 = "config.views.bad_request"
handler404 = "config.views.page_not_found"
handler500 = "config.views.server_error"
if settings.DEMO:
    urlpatterns.append(path("gallery", app))
