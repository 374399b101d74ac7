"""The only writer of equipment keys. A key is made and shown once, used at the WHIP endpoint, and revoked."""

import hashlib
import secrets
from collections.abc import Collection

from django.db.models import QuerySet

from foundation import clock
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.refusals import Refusal
from sessions.models import Session
from sessions.programme.services import shown_sessions
from streaming.equipment_keys import protocol
from streaming.equipment_keys.models import PublisherKey

PREFIX = "balai-key-"
MAX_KEYS = 12
"""The highest number of valid keys of one session."""


def is_key(bearer: str) -> bool:
    """Whether a bearer is an equipment key, valid or not, and not a signed token."""
    return bearer.startswith(PREFIX)


def valid_keys(session: int) -> QuerySet[PublisherKey]:
    """The keys of a session that were not revoked, the oldest first."""
    return PublisherKey.objects.filter(session=session, revoked_at=None).order_by("pk")


def booth_key(session: int, language: str) -> PublisherKey | None:
    """The valid key of the hall's booth of a language channel."""
    return valid_keys(session).filter(language=language).first()


def make_key(session: int, label: str, person: str, language: str = "") -> tuple[PublisherKey, str]:
    """Make a key for the hall, or for the hall's booth of a language channel, which has one at most.

    Returns its row and its text, which is shown only once. Refuses `media.too_many_keys` and `media.booth_has_key`.
    """
    text = PREFIX + secrets.token_urlsafe(32)
    with write_transaction():
        # The session's row is locked, so that two keys made at once are counted one after the other.
        Session.objects.select_for_update().get(pk=session)
        if valid_keys(session).count() >= MAX_KEYS:
            raise Refusal(
                "media.too_many_keys",
                f"There are {MAX_KEYS} keys already. Revoke one that is not needed first.",
            )
        if language and booth_key(session, language) is not None:
            raise Refusal(
                "media.booth_has_key", "This booth has a key already. Revoke it first, then make another."
            )
        row = PublisherKey.objects.create(
            session_id=session,
            label=label,
            language=language,
            digest=_digest(text),
            made_by=person,
            made_at=clock.now(),
        )
    return row, text


def check_channel(session: int, language: str) -> None:
    """Check that a session has a language channel, of which the hall may have a booth. The hall itself has "".

    Refuses `interpretation.unknown_language`.
    """
    channels = Session.objects.filter(language_channels__language=language, language_channels__signed=False)
    if language and not channels.filter(pk=session).exists():
        raise Refusal("interpretation.unknown_language", "The session is not interpreted into this language.")


def revoke_key(session: int, key: str, person: str = "") -> PublisherKey:
    """Revoke a key. Its connection is hung up within seconds, and a booth of the hall is off duty at once.

    `person` revokes it. Refuses `media.unknown_key`.
    """
    with write_transaction():
        now, row = clock.now(), valid_keys(session).filter(public_id=key).first()
        if row is None or not valid_keys(session).filter(pk=row.pk).update(revoked_at=now):
            raise Refusal("media.unknown_key", "There is no such key here, or it is revoked already.")
        if row.language:
            event = protocol.BoothKeyRevoked(language=row.language)
            journal.append(f"session/{session}", event, at=now, actor=person)
    return row


def authenticate_key(bearer: str) -> PublisherKey:
    """Find the key of a bearer, with its session, and note that it was used.

    Refuses `media.key_forged`, `media.key_revoked`.
    """
    of_shown = PublisherKey.objects.filter(session__in=shown_sessions())
    row = of_shown.filter(digest=_digest(bearer)).select_related("session").first()
    if row is None:
        raise Refusal(
            "media.key_forged", "This key was not made by this server. Ask the hall's desk for one."
        )
    if row.revoked_at is not None:
        raise Refusal("media.key_revoked", "This key was revoked. Ask the hall's desk for another.")
    with write_transaction():
        PublisherKey.objects.filter(pk=row.pk).update(used_at=clock.now())
    return row


def note_error(key: str, code: str, text: str) -> None:
    """Store the error that keeps an encoder from sending, for the desk."""
    with write_transaction():
        PublisherKey.objects.filter(public_id=key).update(
            error_code=code, error_text=text, error_at=clock.now()
        )


def note_connected(key: str) -> None:
    """Clear an encoder's error."""
    with write_transaction():
        PublisherKey.objects.filter(public_id=key).update(error_code="", error_text="", error_at=None)


def valid_ids(keys: Collection[str]) -> set[str]:
    """Those of the ids `keys` whose keys were not revoked."""
    rows = PublisherKey.objects.filter(public_id__in=keys, revoked_at=None)
    return {str(public_id) for public_id in rows.values_list("public_id", flat=True)}


def _digest(text: str) -> str:
    """The SHA-256 of a key. A plain hash is enough, because a key has 256 random bits."""
    return hashlib.sha256(text.encode()).hexdigest()
