"""URL patterns of sign-in, below `account/`."""

from allauth.account import urls as account
from allauth.mfa import urls as factors
from allauth.socialaccount import urls as connections
from allauth.socialaccount.providers.openid_connect import urls as providers
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from sessions.sign_in.views import (
    ProveFactor,
    RemovePasskey,
    no_such_page,
    provider_callback,
    provider_login,
    redirect_to_proof,
)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="personal_data")),
    # An e-mail address comes from an invitation or a registration. Nobody can change it here.
    path("email/", no_such_page),
    re_path(r"^confirm-email/", no_such_page),
    # Passwords are reset by code.
    path("password/reset/done/", no_such_page),
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
