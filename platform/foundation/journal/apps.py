from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal of events."""

    name = "foundation.journal"
    label = "journal"
