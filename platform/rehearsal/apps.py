"""The Django app of `manage.py rehearse`."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """The Django app of rehearsals. It has no models."""

    name = "rehearsal"
