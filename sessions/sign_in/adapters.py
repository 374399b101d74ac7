"""Adapters of django-allauth: who may sign up, where a request comes from, and how e-mails are sent."""

import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from foundation import clock
from foundation.accounts.models import User
from foundation.http.client_ip import address
from foundation.mail import outbox
from foundation.mail.outbox import Mail
from foundation.refusals import Refusal
from sessions.sign_in import audit, second_factor

NOTICE_LIFETIME = timedelta(days=1)
"""How long an e-mail about a changed password or second factor may wait for the mail server."""


class AccountAdapter(DefaultAccountAdapter):
    """Balai's adapter for accounts and sign-in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody can sign up: people get an account by an invitation or a registration."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address, behind the trusted proxies. allauth's own method does not know these proxies."""
        return address(request)

    def is_safe_url(self, url: str | None) -> bool:
        """Whether sign-in may redirect to this URL: only if it is a path of this site."""
        return bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Apply no rate limit of allauth. `foundation.accounts.signing_in` limits wrong passwords, with counts in the
        database.
        """

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The person who signs in, or None. The form shows the sentence of a refusal."""
        try:
            return super().authenticate(request, **credentials)
        except Refusal as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from None

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell a person by e-mail that the password or a second factor was changed. Without a mail server nobody is
        told.
        """
        if settings.MAIL_SERVER is not None:
            super().send_notification_mail(*args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue an e-mail. The response takes the same time for every address, even if the mail server is down."""
        request = _request()
        if settings.MAIL_SERVER is None:
            raise ImmediateHttpResponse(render(request, "account/no_mail.html", status=503))
        site = {"name": "Balai", "domain": request.get_host()}
        about = {"request": request, "email": email, "current_site": site}
        message = self.render_mail(template_prefix, email, about | context)
        # A code that is no longer accepted is not sent.
        code_ends = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        outbox.queue(
            [
                Mail(
                    key=f"sign_in/{uuid.uuid4()}",
                    to=email,
                    subject=str(message.subject),
                    text=str(message.body),
                    box="",
                    expires_at=clock.now() + (code_ends if "code" in context else NOTICE_LIFETIME),
                )
            ]
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Balai's adapter for second factors."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether a factor may be deleted. The last one of staff may not. allauth asks this for TOTP only.
        `views.RemovePasskey` asks for passkeys.
        """
        return second_factor.can_delete(authenticator)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The relying party (WebAuthn, 5.4.2). Passkeys are bound to the host of PUBLIC_URL, if there is one."""
        host = urlsplit(settings.PUBLIC_URL).hostname or _request().get_host().partition(":")[0]
        return {"id": host, "name": "Balai"}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Balai's adapter for accounts at an OpenID Connect provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """A provider's account cannot sign up. It signs in only if its verified address is that of an account here."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> Any:
        """The account that has a verified address of the provider's account, and that address; or None.

        allauth asks this for a provider's account that it does not know yet. Only one account of the provider can sign
        in to an account by its address, because an address can be reassigned to another person, and a subject cannot
        (OpenID Connect Core 1.0, 5.7). A person who has signed in another way may add a second one.
        """
        found = super().authenticate_by_email(sociallogin)
        if found is None or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return found
        user, _ = found
        assert isinstance(user, User)
        if SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists():
            audit.record_refused_sign_in(_request(), user, at="provider")
            raise ImmediateHttpResponse(render(_request(), "account/provider_changed.html", status=403))
        return found


def _request() -> HttpRequest:
    request: HttpRequest = context.request
    return request
