from django.apps import AppConfig


class ChatConfig(AppConfig):
    """Questions of the audience, and help calls."""

    name = "chat"
    label = "chat"
