"""The written word in Django's administration: looked at; each concept's `services.py` is its only writer."""

from django.contrib import admin

from chat.models import HelpCall, Question
from sessions.admin import ReadOnly


@admin.register(Question)
class QuestionAdmin(ReadOnly):
    """Questions."""

    list_display = ("__str__", "session", "state", "pinned", "asked_at")
    list_filter = ("state", "session")


@admin.register(HelpCall)
class HelpCallAdmin(ReadOnly):
    """Calls for help."""

    list_display = ("__str__", "conference", "is_open", "called_at")
    list_filter = ("is_open", "conference")
