"""Checks of an ID token (OpenID Connect Core 1.0, 3.1.3.7) that allauth leaves out, such as its signature."""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 60
"""How many seconds the provider's clock may differ from ours."""

_CONFIGURATION = "/.well-known/openid-configuration"


class Provider(OpenIDConnectOAuth2Adapter):
    """The OpenID Connect provider at `OIDC_URL`. A sign-in needs an ID token that the provider signed."""

    def complete_login(self, request: Any, app: Any, token: Any, **kwargs: Any) -> Any:
        """As allauth's method. Raises `OAuth2Error` if there is no ID token, or if its subject is not that of
        `userinfo`.
        """
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("The provider sent no ID token")
        login = super().complete_login(request, app, token, **kwargs)
        about = login.account.extra_data
        if about["userinfo"].get("sub") != about["id_token"]["sub"]:
            raise OAuth2Error("The ID token and userinfo are of different people")
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        issuer: str = self.openid_config["issuer"]
        if issuer.rstrip("/") != app.settings["server_url"].removesuffix(_CONFIGURATION).rstrip("/"):
            raise OAuth2Error("The provider's configuration names another issuer than OIDC_URL")
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                self._signing_key(id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=issuer,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("Invalid ID token") from error
        return claims

    def _signing_key(self, id_token: str) -> Any:
        """The provider's public key that the token names. A token may name none if the provider has only one."""
        with get_adapter().get_requests_session() as session:  # type: ignore[no-untyped-call]  # allauth has no types here
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        named = jwt.get_unverified_header(id_token).get("kid")
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use != "enc"]
        found = [key for key in keys if named in (None, key.key_id)]
        if len(found) != 1:
            raise OAuth2Error("The provider has no such key")
        return found[0].key
