"""The Django app of `manage.py rehearse`."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """The app's configuration. There are no models."""

    name = "rehearsal"
