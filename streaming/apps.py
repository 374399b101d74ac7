from django.apps import AppConfig


class StreamingConfig(AppConfig):
    """Sound and picture."""

    name = "streaming"
    label = "streaming"
