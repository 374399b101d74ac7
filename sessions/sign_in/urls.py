"""URL patterns of sign-in, below `account/`."""

from allauth.account import urls as account
from allauth.mfa import urls as factors
from allauth.socialaccount import urls as connections
from allauth.socialaccount.providers.openid_connect import urls as providers
from django.urls import include, path, re_path

from foundation.http.problems import no_such_address
from sessions.sign_in.views import (
    ProveFactor,
    RemovePasskey,
    provider_callback,
    provider_login,
    redirect_to_proof,
)

urlpatterns = [
    # An e-mail address comes from an invitation or a registration. Nobody can change it here.
    path("email/", no_such_address),
    re_path(r"^confirm-email/", no_such_address),
    # Passwords are reset by code.
    path("password/reset/done/", no_such_address),
    path("2fa/authenticate/", ProveFactor.as_view()),
    path("2fa/webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view()),
    path("second-factor/", redirect_to_proof, name="second_factor"),
    path("oidc/oidc/login/", provider_login),
    path("oidc/oidc/login/callback/", provider_callback),
    path("", include(account)),
    path("2fa/", include(factors)),
    path("provider/", include(connections)),
    path("", include(providers)),
]
