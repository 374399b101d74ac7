from django.apps import AppConfig


class ChatConfig(AppConfig):
    """The Django app of help calls, and of questions and polls of the audience."""

    name = "chat"
    label = "chat"
