"""Every address of the house."""

from django.contrib import admin
from django.urls import include, path, re_path

from config.views import app

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("sessions.urls")),
    path("", include("streaming.urls")),
    re_path(r"^(?:|programme|take/[a-z-]+|session/\d+(?:/(?:console|hall|desk))?)$", app),
]
