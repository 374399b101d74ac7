"""Recordings in Django's administration: looked at; `recordings/services.py` is their only writer."""

from django.contrib import admin

from sessions.admin import ReadOnly
from streaming.models import Recording


@admin.register(Recording)
class RecordingAdmin(ReadOnly):
    """Recordings."""

    list_display = ("__str__", "state", "problem", "seconds", "submitted_at")
    list_filter = ("state",)
