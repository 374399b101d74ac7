"""The only writer of tokens of the REST API. A token is made and shown once, used, and revoked."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from foundation import clock, limits
from foundation.accounts.seats import Seat
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.refusals import Refusal
from sessions import permissions
from sessions.api_tokens import rules
from sessions.api_tokens.models import ApiToken
from sessions.parties.services import seat_of
from sessions.programme.services import shown_conferences

PREFIX = "balai_"
MANAGE = "api_tokens.manage"
USED_EVERY = timedelta(minutes=1)
"""The least time between two updates of the time at which a token was last used."""


def is_token(bearer: str) -> bool:
    """Whether a bearer is a token of the API, valid or not, and not the signed token of a seat."""
    return bearer.startswith(PREFIX)


def valid_tokens(conference: int) -> QuerySet[ApiToken]:
    """The valid tokens of a conference, neither revoked nor expired, the oldest first."""
    rows = ApiToken.objects.filter(maker__conference=conference, revoked_at=None)
    return rows.filter(expires_at__gt=clock.now()).select_related("maker").order_by("pk")


def make_token(seat: Seat, name: str, scopes: Collection[str], days: int) -> tuple[ApiToken, str]:
    """Make a token of the seat's participant. Returns its row and its text, which is shown only once.

    Refuses `api_token.too_many`. The caller is in a transaction, and has checked the permission.
    """
    journal.lock(f"conference/{seat.conference}")
    _check_token_count(seat)
    text = _with_signature(PREFIX + secrets.token_urlsafe(32))
    now = clock.now()
    row = ApiToken.objects.create(
        maker_id=int(seat.participant or 0),
        digest=_digest(text),
        name=name,
        scopes=[scope for scope in rules.SCOPES if scope in scopes],
        made_at=now,
        expires_at=rules.expiry(now, days),
    )
    return row, text


def revoke_token(seat: Seat, token: str) -> ApiToken:
    """Revoke a token. The next request with it is refused. Refuses `api_token.unknown`."""
    row = valid_tokens(int(seat.conference)).filter(public_id=token).first()
    rows = ApiToken.objects.filter(pk=row.pk, revoked_at=None) if row else ApiToken.objects.none()
    if row is None or not rows.update(revoked_at=clock.now(), revoked_by=seat.person):
        raise _unknown_refusal()
    return row


def restore_token(seat: Seat, token: str) -> ApiToken:
    """Undo the revocation of a token: its text is valid again, with the same scopes and the same expiry.

    Refuses `api_token.unknown`, `api_token.final`, `api_token.too_many`. The caller is in a transaction.
    """
    journal.lock(f"conference/{seat.conference}")
    rows = ApiToken.objects.filter(maker__conference=int(seat.conference)).exclude(revoked_at=None)
    row = rows.select_related("maker").filter(public_id=token).first()
    if row is None or row.revoked_at is None:
        raise _unknown_refusal()
    rules.check_restore(
        is_own=str(row.revoked_by) == seat.person,
        revoked_at=row.revoked_at,
        expires_at=row.expires_at,
        now=clock.now(),
    )
    _check_token_count(seat)
    row.revoked_at = row.revoked_by = None
    row.save(update_fields=["revoked_at", "revoked_by"])
    return row


def _check_token_count(seat: Seat) -> None:
    if valid_tokens(int(seat.conference)).count() >= rules.MAX_TOKENS:
        raise Refusal(
            "api_token.too_many",
            f"There are {rules.MAX_TOKENS} tokens already. Revoke one that is not needed first.",
        )


def _unknown_refusal() -> Refusal:
    return Refusal("api_token.unknown", "There is no such token here, or it is revoked already.")


def seat_of_token(bearer: str, scope: str | None) -> Seat:
    """The seat for which a token acts: the present seat of the person who made the token. The seat's name contains the
    token's name too.

    Refuses `api_token.forged`, what `rules` refuses, `http.too_many`, `seat.withdrawn`, `seat.deactivated`, and
    `api_token.maker_left` if that person may no longer make tokens.
    """
    rows = ApiToken.objects.filter(maker__conference__in=shown_conferences())
    row = rows.filter(digest=_digest(bearer)).select_related("maker__person").first()
    if row is None:
        raise _forged_refusal()
    now = clock.now()
    rules.check_valid(row.expires_at, row.revoked_at, now)
    rules.check_scope(row.scopes, scope)
    limits.check("api.call", token=str(row.pk))
    seat = seat_of(row.maker)
    if not permissions.allows(seat.roles, MANAGE):
        raise Refusal(
            "api_token.maker_left",
            "Who made this token is no organiser any more. Ask an organiser for another token.",
        )
    if row.used_at is None or row.used_at <= now - USED_EVERY:
        with write_transaction():
            ApiToken.objects.filter(pk=row.pk).update(used_at=now)
    return replace(seat, name=f"{seat.name} (API: {row.name})")


def check_token_scope(bearer: str | None, scope: str) -> None:
    """Check that a request by token, which its view has accepted, has a further scope. A request by another bearer
    needs none. Refuses `api_token.scope_missing`.
    """
    if bearer is not None and is_token(bearer):
        scopes = ApiToken.objects.filter(digest=_digest(bearer)).values_list("scopes", flat=True).first()
        rules.check_scope(scopes or (), scope)


def check_made_here(bearer: str) -> None:
    """Refuse `api_token.forged` for a text that this server did not make as a token. Does not query the database.

    Refuses `api_token.unsigned` for one without a signature, as tokens were made earlier: only the database could tell
    it from a forged one, and an upload is refused before anything is read from it.
    """
    text, dot, _ = bearer.rpartition(".")
    if not dot:
        raise Refusal(
            "api_token.unsigned",
            "This token is of an older kind, which uploads no files. Make a new one in the workspace.",
        )
    if not constant_time_compare(bearer, _with_signature(text)):
        raise _forged_refusal()


def _with_signature(text: str) -> str:
    return f"{text}.{salted_hmac('balai.api_token', text, algorithm='sha256').hexdigest()[:32]}"


def _forged_refusal() -> Refusal:
    return Refusal("api_token.forged", "This token was not made by this server. Make one in the workspace.")


def _digest(text: str) -> str:
    """The SHA-256 of a token. A plain hash is enough, because a token has 256 random bits."""
    return hashlib.sha256(text.encode()).hexdigest()
