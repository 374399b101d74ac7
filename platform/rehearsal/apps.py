"""The app that holds `manage.py rehearse`."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """No models."""

    name = "rehearsal"
