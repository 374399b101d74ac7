"""Questions, polls, messages, announcements and help calls in Django's administration, read-only: only each concept's
`services.py` writes them.
"""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from chat.messages.rules import EVERYONE
from chat.models import Announcement, ChatMessage, HelpCall, MessagePolicy, Poll, Question, QuestionPolicy
from sessions.admin import ReadOnlyAdmin


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    """The admin page of questions."""

    list_display = ("__str__", "session", "state", "pinned", "asked_at")
    list_filter = ("state", "session")


@admin.register(QuestionPolicy)
class QuestionPolicyAdmin(ReadOnlyAdmin):
    """How sessions take questions."""

    list_display = ("session", "is_open", "anonymity", "slow_s")
    list_filter = ("session",)


@admin.register(ChatMessage)
class ChatMessageAdmin(ReadOnlyAdmin):
    """The admin page of messages. Those of groups are left out, because administrators have no part in them."""

    list_display = ("__str__", "session", "channel", "sent_at")
    list_filter = ("session",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChatMessage]:
        """Only the messages to everyone."""
        return super().get_queryset(request).filter(channel=EVERYONE)


@admin.register(MessagePolicy)
class MessagePolicyAdmin(ReadOnlyAdmin):
    """How sessions take messages."""

    list_display = ("session", "mode", "slow_s")
    list_filter = ("session",)


@admin.register(HelpCall)
class HelpCallAdmin(ReadOnlyAdmin):
    """The admin page of help calls."""

    list_display = ("__str__", "conference", "is_open", "called_at")
    list_filter = ("is_open", "conference")


@admin.register(Poll)
class PollAdmin(ReadOnlyAdmin):
    """The admin page of polls. The answers of people are not shown."""

    list_display = ("__str__", "session", "kind", "state", "opened_at")
    list_filter = ("state", "session")


@admin.register(Announcement)
class AnnouncementAdmin(ReadOnlyAdmin):
    """The admin page of announcements."""

    list_display = ("__str__", "conference", "session", "made_at")
    list_filter = ("conference",)
