"""Recordings, tapes and keys in Django's administration: looked at; their `services.py` are their only writers."""

from django.contrib import admin

from sessions.admin import ReadOnly
from streaming.models import Acknowledgement, PublisherKey, Recording, Tape, TapeFile


@admin.register(Recording)
class RecordingAdmin(ReadOnly):
    """Recordings."""

    list_display = ("__str__", "state", "problem", "seconds", "submitted_at")
    list_filter = ("state",)


@admin.register(Tape)
class TapeAdmin(ReadOnly):
    """Recordings of sessions."""

    list_display = ("__str__", "state", "problem", "started_at", "stopped_at")
    list_filter = ("state",)


@admin.register(TapeFile)
class TapeFileAdmin(ReadOnly):
    """Their files."""

    list_display = ("__str__", "slot", "seconds", "octets")


@admin.register(Acknowledgement)
class AcknowledgementAdmin(ReadOnly):
    """Who acknowledged them, and when."""

    list_display = ("__str__", "at")


@admin.register(PublisherKey)
class PublisherKeyAdmin(ReadOnly):
    """Keys of encoders in the hall."""

    list_display = ("__str__", "made_at", "used_at", "revoked_at")
    exclude = ("digest",)
