"""Signed tokens that are valid for a minute, for media endpoints and for downloads."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing

from foundation import clock
from foundation.http.bearer import bearer
from foundation.refusals import Refusal


def sign_token(content: dict[str, Any], salt: str) -> tuple[str, datetime]:
    """Sign a token for this content. Returns the token and its expiry. The salt separates kinds of tokens."""
    expires = clock.now() + timedelta(seconds=settings.MEDIA_TOKEN_SECONDS)
    return signing.dumps(content | {"expires": int(expires.timestamp())}, salt=salt), expires


def bearer_of(header: str) -> str:
    """The token or key of an `Authorization` header. Refuses `media.token_missing`."""
    token = bearer(header)
    if not token:
        raise Refusal("media.token_missing", "Send the media token as a bearer in the Authorization header.")
    return token


def read_token(header: str, salt: str, *, expired: bool = False) -> dict[str, Any]:
    """Return the content of the token in an `Authorization` header. With `expired`, an expired token is accepted too.

    Refuses `media.token_missing`, `media.token_forged`, `media.token_expired`.
    """
    try:
        content: dict[str, Any] = signing.loads(bearer_of(header), salt=salt)
    except signing.BadSignature:
        raise Refusal(
            "media.token_forged",
            "This media token was not made by this server. Ask this server for a new one.",
        ) from None
    expires = datetime.fromtimestamp(content.pop("expires"), tz=UTC)
    if expires <= clock.now() and not expired:
        raise Refusal("media.token_expired", "This media token has expired. Ask for a new one.")
    return content
