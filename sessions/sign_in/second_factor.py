"""Whether a person needs a second factor, and whether this browser has proved one."""

from collections.abc import Collection
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse

from foundation import clock
from foundation.accounts.models import User
from foundation.refusals import Refusal
from sessions.parties.models import Participant
from sessions.parties.services import do_roles_need_second_factor
from sessions.roles.models import SessionRole

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""The kinds of second factors. A recovery code can be used in place of one of these, but is no factor of its own."""

ADDED = "second_factor_added"
"""The method that allauth records when a factor is added. A person who adds a factor has just proved it."""


def is_needed(user: User, roles: Collection[str] | None = None) -> bool:
    """Whether a person has to prove a second factor. Administrators have to, and holders of roles that need one. If
    `roles` are given, they count instead of the person's own.
    """
    if user.is_staff and settings.STAFF_MFA == "required":
        return True
    return do_roles_need_second_factor(_roles(user) if roles is None else roles)


def is_proved(request: HttpRequest) -> bool:
    """Whether this browser has proved a second factor within `SEAT_MOST_SECONDS`.

    A recovery code counts, and so does a passkey.
    """
    user = request.user
    records = get_authentication_records(request, user) if isinstance(user, User) else []
    since = clock.now().timestamp() - settings.SEAT_MOST_SECONDS
    return any(record["method"] in ("mfa", ADDED) and record["at"] > since for record in records)


def check_second_factor(request: HttpRequest, user: User, roles: Collection[str]) -> None:
    """Check that a second factor was proved, if the roles need one. Refuses `seat.second_factor`."""
    if is_needed(user, roles) and not is_proved(request):
        raise Refusal(
            "seat.second_factor",
            "Your part needs a second factor, such as a passkey. Prove yours, or add one, and come back.",
        )


def second_factor_page(user: User, then: str) -> str:
    """The address of a page on which the person proves a second factor, or adds the first one. The page then leads to
    `then`.
    """
    if not get_adapter().is_mfa_enabled(user, FACTORS):
        return reverse("mfa_index")
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': then})}"


def can_delete(authenticator: Authenticator) -> bool:
    """Whether a factor may be deleted. The last one of staff may not."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES or not is_needed(authenticator.user):
        return True
    others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
    return others.exclude(pk=authenticator.pk).exists()


@receiver(authenticator_added)
def _on_factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: object) -> None:
    if authenticator.type in FACTORS and request.user == user:
        record_authentication(request, user, ADDED, type=authenticator.type)


def _roles(user: User) -> set[str]:
    rows = list(Participant.objects.filter(person=user))
    in_sessions = SessionRole.objects.filter(participant__in=rows).values_list("role", flat=True)
    return {role for row in rows for role in row.roles} | {*in_sessions}
