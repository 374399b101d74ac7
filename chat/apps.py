from django.apps import AppConfig


class ChatConfig(AppConfig):
    """The Django app of help calls and of questions from the audience."""

    name = "chat"
    label = "chat"
