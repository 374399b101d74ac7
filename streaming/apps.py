from django.apps import AppConfig


class StreamingConfig(AppConfig):
    """The seen and heard."""

    name = "streaming"
    label = "streaming"
