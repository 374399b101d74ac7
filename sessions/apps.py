from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


class ConferenceConfig(AppConfig):
    """The proceedings. Django's own `sessions` owns that label; ours is `conference`."""

    name = "sessions"
    label = "conference"

    def ready(self) -> None:
        """Who signs out of the account leaves every seat taken with it."""
        from sessions.parties.services import sign_out  # needs the models

        user_logged_out.connect(
            lambda user, **rest: user and sign_out(user), weak=False, dispatch_uid="seats"
        )
