"""Questions and help calls in Django's administration, read-only: only each concept's `services.py` writes them."""

from django.contrib import admin

from chat.models import HelpCall, Question, QuestionPolicy
from sessions.admin import ReadOnly


@admin.register(Question)
class QuestionAdmin(ReadOnly):
    """The admin page of questions."""

    list_display = ("__str__", "session", "state", "pinned", "asked_at")
    list_filter = ("state", "session")


@admin.register(QuestionPolicy)
class QuestionPolicyAdmin(ReadOnly):
    """How sessions take questions."""

    list_display = ("session", "is_open", "anonymity", "slow_s")
    list_filter = ("session",)


@admin.register(HelpCall)
class HelpCallAdmin(ReadOnly):
    """The admin page of help calls."""

    list_display = ("__str__", "conference", "is_open", "called_at")
    list_filter = ("is_open", "conference")
