from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import pre_delete


class ConferenceConfig(AppConfig):
    """The Django app of the proceedings. Its label is `conference`, because Django's own app has the label
    `sessions`.
    """

    name = "sessions"
    label = "conference"

    def ready(self) -> None:
        """End a seat when its sign-in, its account or its participant ends."""
        from foundation.accounts.models import User, sign_in_changed  # needs the models
        from sessions.parties.models import Participant
        from sessions.parties.services import sign_out
        from sessions.sign_in import audit  # noqa: F401 - connects its receivers

        def leave(user: User | None, **rest: Any) -> None:
            if user is not None:
                sign_out(user)

        def delete(instance: User | Participant, **rest: Any) -> None:
            sign_out(instance if isinstance(instance, User) else instance.person)

        user_logged_out.connect(leave, weak=False, dispatch_uid="seats")
        sign_in_changed.connect(leave, weak=False, dispatch_uid="seats")
        for model in (User, Participant):
            pre_delete.connect(delete, sender=model, weak=False, dispatch_uid="seats")
