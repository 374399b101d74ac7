from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    """The proceedings. Django's own `sessions` owns that label; ours is `conference`."""

    name = "sessions"
    label = "conference"
