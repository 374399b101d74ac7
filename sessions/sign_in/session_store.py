"""The store of sign-ins: Django's in the database, with a maximum lifetime that does not grow with use."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends import db
from django.dispatch import receiver
from django.http import HttpRequest

from foundation import clock

SIGNED_IN_AT = "signed_in_at"


class SessionStore(db.SessionStore):
    """Ends a sign-in when `SESSION_COOKIE_AGE` has passed since it began. Django's own store counts from the last
    change.
    """

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """When the session's row in the database expires."""
        ends: datetime = super().get_expiry_date(**kwargs)
        if SIGNED_IN_AT not in self:
            return ends
        signed_in = datetime.fromisoformat(self[SIGNED_IN_AT])
        return min(ends, signed_in + timedelta(seconds=settings.SESSION_COOKIE_AGE))


@receiver(user_logged_in)
def _store_sign_in_time(request: HttpRequest, **_: Any) -> None:
    request.session[SIGNED_IN_AT] = clock.now().isoformat()


@receiver(authentication_step_completed)
def _change_session_key(request: HttpRequest, reauthenticated: bool = False, **_: Any) -> None:
    """Change the session key, as Django does at sign-in, so that a session key that was stolen before becomes
    invalid.
    """
    if reauthenticated:
        request.session.cycle_key()
