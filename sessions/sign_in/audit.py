"""Records in the audit log who signs in and out, whose sign-in fails, and whose password or second factor changes."""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as provider
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.http.client_ip import address


def record_refused_sign_in(request: HttpRequest | None, user: User | None, at: str) -> None:
    """Record a sign-in that was refused. `at` is the step that failed."""
    _record("sign_in.failed", request, user, result=at)


@receiver(user_logged_in)
def _record_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    ways = [str(record["method"]) for record in get_authentication_records(request, user)]
    _record("sign_in.done", request, user, after={"by": ways} if ways else None)


@receiver(user_logged_out)
def _record_sign_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        _record("sign_in.ended", request, user)


@receiver(user_login_failed)
def _record_wrong_password(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Record a wrong password. An unknown name is not stored, because it may be a password in the wrong field."""
    typed = str(credentials.get("email") or credentials.get("username") or "").strip()
    user = User.objects.filter(email__iexact=typed).first() if typed else None
    record_refused_sign_in(request, user, at="password")


@receiver(account.login_code_rejected)
def _code_rejected(request: HttpRequest, user: User | None = None, **_: Any) -> None:
    record_refused_sign_in(request, user, at="mailed_code")


@receiver(factors.authentication_failed)
def _factor_rejected(request: HttpRequest, user: User, **_: Any) -> None:
    record_refused_sign_in(request, user, at="second_factor")


@receiver(factors.authenticator_added)
def _factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _record("second_factor.added", request, user, after={"type": str(authenticator.type)})


@receiver(factors.authenticator_removed)
def _factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _record("second_factor.removed", request, user, before={"type": str(authenticator.type)})


@receiver(factors.authenticator_reset)
def _factor_reset(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _record("second_factor.reset", request, user, after={"type": str(authenticator.type)})


@receiver([account.password_changed, account.password_set, account.password_reset])
def _password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    _record("password.changed", request, user)


@receiver(provider.social_account_added)
def _provider_added(request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    _record("provider.added", request, sociallogin.user, after={"provider": sociallogin.account.provider})


@receiver(provider.social_account_removed)
def _provider_removed(request: HttpRequest, socialaccount: Any, **_: Any) -> None:
    _record("provider.removed", request, socialaccount.user, before={"provider": socialaccount.provider})


def _record(
    action: str,
    request: HttpRequest | None,
    user: User | None,
    before: Any = None,
    after: Any = None,
    result: str = audit.DONE,
) -> None:
    audit.record(
        action,
        actor=user,
        subject=Subject("person", str(user.public_id), str(user)) if user is not None else None,
        before=before,
        after=after,
        address=_address(request),
        result=result,
    )


def _address(request: HttpRequest | None) -> str:
    """The client's address. "" if a program signs somebody in without a client, as Django's test client does."""
    return address(request) if request is not None and "REMOTE_ADDR" in request.META else ""
