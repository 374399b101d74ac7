from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out


class ConferenceConfig(AppConfig):
    """The proceedings. Django's own `sessions` owns that label; ours is `conference`."""

    name = "sessions"
    label = "conference"

    def ready(self) -> None:
        """Who signs out of the account leaves every seat taken with it."""
        from foundation.accounts.models import User  # both need the models
        from sessions.parties.services import sign_out

        def leave(user: User | None, **rest: Any) -> None:
            if user is not None:
                sign_out(user)

        user_logged_out.connect(leave, weak=False, dispatch_uid="seats")
