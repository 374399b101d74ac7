"""The URL patterns of a process of the type `relay`: the media endpoints, and nothing else."""

from django.urls import include, path, re_path

from foundation.http.problems import no_such_address

urlpatterns = [
    path("media/", include("streaming.signalling.urls")),
    re_path("", no_such_address),
]
handler400 = "config.views.bad_request"
handler500 = "config.views.server_error"
