"""The administration of video statements, session recordings and equipment keys.

Its pages are read-only, because only the `services.py` of each concept writes these rows.
"""

from django.contrib import admin

from sessions.admin import ReadOnlyAdmin
from streaming.models import (
    Acknowledgement,
    Caption,
    CaptionChannel,
    GlossaryTerm,
    InterpretationPolicy,
    LanguageChannel,
    PublisherKey,
    SessionRecording,
    SessionRecordingFile,
    VideoStatement,
)


@admin.register(VideoStatement)
class VideoStatementAdmin(ReadOnlyAdmin):
    """The admin page of video statements."""

    list_display = ("__str__", "state", "problem", "seconds", "submitted_at")
    list_filter = ("state",)


@admin.register(SessionRecording)
class SessionRecordingAdmin(ReadOnlyAdmin):
    """The admin page of session recordings."""

    list_display = ("__str__", "state", "problem", "started_at", "stopped_at")
    list_filter = ("state",)


@admin.register(SessionRecordingFile)
class SessionRecordingFileAdmin(ReadOnlyAdmin):
    """The admin page of the files of session recordings."""

    list_display = ("__str__", "slot", "seconds", "octets")


@admin.register(Acknowledgement)
class AcknowledgementAdmin(ReadOnlyAdmin):
    """The admin page of acknowledgements: who gave one, and when."""

    list_display = ("__str__", "at")


@admin.register(LanguageChannel)
class LanguageChannelAdmin(ReadOnlyAdmin):
    """The admin page of language channels."""

    list_display = ("__str__", "on_duty", "since")


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(ReadOnlyAdmin):
    """The admin page of the terms of glossaries."""

    list_display = ("__str__", "conference")


@admin.register(InterpretationPolicy)
class InterpretationPolicyAdmin(ReadOnlyAdmin):
    """The admin page of how the booths of a session work together."""

    list_display = ("__str__", "meeting")


@admin.register(PublisherKey)
class PublisherKeyAdmin(ReadOnlyAdmin):
    """The admin page of the keys with which encoders in the hall publish."""

    list_display = ("__str__", "made_at", "used_at", "revoked_at")
    exclude = ("digest",)


@admin.register(CaptionChannel)
class CaptionChannelAdmin(ReadOnlyAdmin):
    """The admin page of the languages in which sessions have captions."""

    list_display = ("__str__", "session", "is_open")


@admin.register(Caption)
class CaptionAdmin(ReadOnlyAdmin):
    """The admin page of captions."""

    list_display = ("__str__", "session", "language", "source", "written_at", "removed")
    list_filter = ("language", "source")
