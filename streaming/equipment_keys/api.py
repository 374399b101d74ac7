"""REST endpoints to make, list and revoke equipment keys, for those who run the hall's equipment."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.clock import timestamp_text
from foundation.database import write_transaction
from foundation.http.client_ip import address
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Body, LanguageTagField
from foundation.wire.execution import check_permission
from streaming.equipment_keys import services
from streaming.equipment_keys.models import PublisherKey

MANAGE = "media.manage_keys"


class PublisherKeySerializer(Body):
    """A request for a new key. Its label says what the key is for.

    With a `language` it is for the hall's booth of this language channel, and else for the hall itself.
    """

    label = serializers.CharField(max_length=60)  # type: ignore[assignment]  # DRF's own `label` is another
    language = LanguageTagField(required=False, allow_blank=True, default="")


class EncoderError(Answer):
    """The last error that kept the encoder from sending: a code, and a sentence that says what to do."""

    code = serializers.CharField()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class KeyAnswer(Answer):
    """A key, without its text."""

    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    language = serializers.CharField()
    made_at = serializers.DateTimeField()
    used_at = serializers.DateTimeField(allow_null=True)
    error = EncoderError(allow_null=True)


class KeysAnswer(Answer):
    """The valid keys, the oldest first."""

    keys = KeyAnswer(many=True)


class NewKeyAnswer(KeyAnswer):
    """A new key. Its text is shown only here."""

    key = serializers.CharField()
    url = serializers.CharField()


class KeysView(APIView):
    """`/api/v1/sessions/<id>/publisher-keys` with a seat's bearer: lists the keys of a session (GET) and makes one
    (POST).
    """

    @extend_schema(responses=KeysAnswer)
    def get(self, request: Request, session: int) -> Response:
        """The valid keys, the oldest first. Refuses `seat.missing`, `wire.forbidden` and `wire.wrong_conference`."""
        _seat_with_permission(request, session)
        return Response({"keys": [_key_body(row) for row in services.valid_keys(session)]})

    @extend_schema(request=PublisherKeySerializer, responses={201: NewKeyAnswer})
    def post(self, request: Request, session: int) -> Response:
        """Make a key. The answer holds its text, which is shown only once.

        Refuses the same as `get`, `interpretation.unknown_language`, `media.too_many_keys` and `media.booth_has_key`.
        """
        seat = _seat_with_permission(request, session)
        given = PublisherKeySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with write_transaction():
            label, language = given.validated_data["label"], given.validated_data["language"]
            services.check_channel(session, language)
            row, text = services.make_key(session, label, seat.person, language)
            _audit("media.make_key", request, seat, row)
        return Response(_key_body(row) | {"key": text, "url": f"/media/sessions/{session}/whip"}, status=201)


class KeyView(APIView):
    """`/api/v1/sessions/<id>/publisher-keys/<key's id>` with a seat's bearer: revokes a key (DELETE)."""

    @extend_schema(responses=KeysAnswer)
    def delete(self, request: Request, session: int, key: str) -> Response:
        """Revoke a key. Refuses the same as `KeysView.get`, and `media.unknown_key`."""
        seat = _seat_with_permission(request, session)
        with write_transaction():
            _audit("media.revoke_key", request, seat, services.revoke_key(session, str(key), seat.person))
        return Response({"keys": [_key_body(row) for row in services.valid_keys(session)]})


def _seat_with_permission(request: Request, session: int) -> Seat:
    seat = seat_of_bearer(request)
    check_permission(seat, f"session/{session}", MANAGE)
    return seat


def _audit(action: str, request: Request, seat: Seat, row: PublisherKey) -> None:
    audit.record(
        action,
        actor=seat,
        conference=seat.conference,
        subject=Subject("publisherkey", str(row.public_id), row.label),
        after={"session": str(row.session_id), "language": row.language},
        address=address(request),
    )


def _key_body(row: PublisherKey) -> dict[str, Any]:
    return {
        "id": str(row.public_id),
        "label": row.label,
        "language": row.language,
        "made_at": timestamp_text(row.made_at),
        "used_at": timestamp_text(row.used_at) if row.used_at else None,
        "error": _error_body(row),
    }


def _error_body(row: PublisherKey) -> dict[str, str] | None:
    if row.error_at is None:
        return None
    return {"code": row.error_code, "text": row.error_text, "at": timestamp_text(row.error_at)}
