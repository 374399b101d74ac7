from django.apps import AppConfig


class ChatConfig(AppConfig):
    """The Django app of questions, polls, messages, announcements and help calls."""

    name = "chat"
    label = "chat"
