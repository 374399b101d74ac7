"""What tokens of the REST API may do. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from foundation.refusals import Refusal

SCOPES: Final = (
    "programme:read",
    "programme:write",
    "people:read",
    "people:write",
    "roles:read",
    "roles:write",
    "invitations:read",
    "invitations:write",
    "documents:read",
    "documents:write",
    "record:read",
    "record:write",
)
"""What a token may be used for. The scope `write` does not include `read`."""

MAX_TOKENS = 50
"""The highest number of valid tokens of a conference."""

DAYS = 90
MAX_DAYS = 366


UNDO = timedelta(minutes=10)
"""How long whoever revoked a token can undo that."""


def expiry(now: datetime, days: int) -> datetime:
    """When a token that is made now expires."""
    return now + timedelta(days=days)


def check_scope(scopes: Collection[str], needed: str | None) -> None:
    """Check that a token may be used at an endpoint whose scope is `needed`. Refuses `api_token.not_here` if the
    endpoint takes no tokens, `api_token.scope_missing` if the token lacks the scope.
    """
    if needed is None:
        raise Refusal(
            "api_token.not_here", "This address is not for tokens. Take a seat, and send the seat's token."
        )
    if needed not in scopes:
        raise Refusal(
            "api_token.scope_missing",
            f"This token has no scope {needed}. Make one that has it in the workspace.",
        )


def check_valid(expires_at: datetime, revoked_at: datetime | None, now: datetime) -> None:
    """Check that a token is valid now. Refuses `api_token.revoked` and `api_token.expired`."""
    if revoked_at is not None:
        raise Refusal("api_token.revoked", "This token was revoked. Make another one in the workspace.")
    if expires_at <= now:
        raise Refusal("api_token.expired", "This token has expired. Make another one in the workspace.")


def check_restore(*, is_own: bool, revoked_at: datetime, expires_at: datetime, now: datetime) -> None:
    """Refuse `api_token.final` if a revoked token cannot be restored. `is_own`: the same person revoked it."""
    if not is_own or revoked_at + UNDO < now or expires_at <= now:
        raise Refusal(
            "api_token.final",
            f"Only who revoked a token can undo it, within {UNDO.seconds // 60} minutes. Make another one.",
        )
