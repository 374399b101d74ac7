from django.apps import AppConfig


class JournalConfig(AppConfig):
    """What happened, in order."""

    name = "foundation.journal"
    label = "journal"
