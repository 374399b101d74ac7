from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The Django app of the journal of events."""

    name = "foundation.journal"
    label = "journal"
