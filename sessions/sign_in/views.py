"""Views of sign-in that differ from allauth's."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from allauth.account.stages import LoginStageController
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect import views as provider
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_safe
from requests import RequestException

from foundation.accounts.models import User
from sessions.sign_in import return_path, second_factor
from sessions.sign_in.provider import Provider


class ProveFactor(AuthenticateView):
    """The page that asks for a second factor during sign-in. Only accounts with a passkey are offered one. allauth's
    own view offers it to all.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Called by Django. If the factors were removed since the password, the sign-in begins again. allauth redirects
        to the sign-in page then, which redirects back here for as long as a sign-in is pending.
        """
        stage = LoginStageController.enter(request, AuthenticateStage.key)
        if stage is not None and not get_adapter().is_mfa_enabled(stage.login.user, second_factor.FACTORS):
            stage.abort()
            return redirect_to_login(stage.login.redirect_url or "/", reverse("account_login"))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Called by Django."""
        about: dict[str, Any] = super().get_context_data(**kwargs)
        passkeys = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        if not passkeys.exists():
            about["MFA_SUPPORTED_TYPES"] = [Authenticator.Type.TOTP]
        return about


class RemovePasskey(RemoveWebAuthnView):
    """The page that removes a passkey, unless it is the last factor of staff. allauth does not ask its adapter here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Called by Django. Raises `PermissionDenied`."""
        passkey = Authenticator.objects.filter(user_id=request.user.pk, pk=kwargs["pk"]).first()
        if passkey is not None and not second_factor.can_delete(passkey):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


@require_safe
def redirect_to_proof(request: HttpRequest) -> HttpResponse:
    """Redirect to the page where the person signs in, proves a second factor, or adds the first one. After that, the
    person is redirected to `next`.
    """
    then = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        then = "/"
    if not isinstance(request.user, User):
        return redirect(f"{reverse('account_login')}?{urlencode({'next': then})}")
    return_path.remember_path(request, then)
    return redirect(second_factor.second_factor_page(request.user, then))


def _with_error_page(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Wraps a view, so that it responds with an error page if the provider does not answer. Both views read the
    provider's configuration first.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except RequestException:
            return render(request, "account/provider_away.html", status=503)

    return answer


@_with_error_page
def provider_callback(request: HttpRequest) -> HttpResponse:
    """End a sign-in at the OpenID Connect provider."""
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        raise Http404
    view = OAuth2CallbackView.adapter_view(Provider(request, "oidc"))  # type: ignore[no-untyped-call]
    answer: HttpResponse = view(request)
    return answer


@_with_error_page
def provider_login(request: HttpRequest) -> HttpResponse:
    """Begin a sign-in at the OpenID Connect provider."""
    answer: HttpResponse = provider.login(request, provider_id="oidc")
    return answer


def no_such_page(request: HttpRequest) -> NoReturn:
    """The view of allauth's pages that Balai does without."""
    raise Http404
