"""Questions in Django's administration: looked at; their only writer is `chat/questions/services.py`."""

from django.contrib import admin

from chat.models import Question
from sessions.admin import ReadOnly


@admin.register(Question)
class QuestionAdmin(ReadOnly):
    """Questions."""

    list_display = ("__str__", "session", "state", "pinned", "asked_at")
    list_filter = ("state", "session")
