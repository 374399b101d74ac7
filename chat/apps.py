from django.apps import AppConfig


class ChatConfig(AppConfig):
    """The written word."""

    name = "chat"
    label = "chat"
