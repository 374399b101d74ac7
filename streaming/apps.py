from django.apps import AppConfig


class StreamingConfig(AppConfig):
    """The Django app of sound and picture."""

    name = "streaming"
    label = "streaming"
