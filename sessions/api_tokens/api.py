"""REST endpoints to make, list and revoke tokens of the REST API, for organisers."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.database import write_transaction
from foundation.http.client_ip import address
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.schema import Document
from foundation.rest.serializers import Answer, Body
from foundation.wire.execution import check_permission
from sessions.api_tokens import rules, services
from sessions.api_tokens.models import ApiToken


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the description of the REST API shows tokens: `Authorization: Bearer balai_…`."""

    target_class = "sessions.api_tokens.authentication.ApiTokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> Document:
        """The security scheme in OpenAPI's form. Called by drf-spectacular."""
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "balai_…",
            "description": "A token that an organiser made under *Organise → API*, for the scopes that it has.",
        }


class ApiTokenSerializer(Body):
    """What a token is for, its scopes, and after how many days it expires."""

    name = serializers.CharField(max_length=60)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(rules.SCOPES), min_length=1, max_length=len(rules.SCOPES)
    )
    days = serializers.IntegerField(min_value=1, max_value=rules.MAX_DAYS, default=rules.DAYS)


class ApiTokenAnswer(Answer):
    """A token, without its text."""

    id = serializers.CharField()
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(rules.SCOPES))
    made_by = serializers.CharField()
    made_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    used_at = serializers.DateTimeField(allow_null=True)


class ApiTokensAnswer(Answer):
    """The valid tokens, the oldest first."""

    tokens = ApiTokenAnswer(many=True)


class NewApiTokenAnswer(ApiTokenAnswer):
    """A new token. Its text is shown only here."""

    token = serializers.CharField()


class ApiTokensView(APIView):
    """`/api/v1/organise/api-tokens` with the bearer of an organiser's seat: lists tokens (GET) and makes one (POST)."""

    @extend_schema(responses=ApiTokensAnswer)
    def get(self, request: Request) -> Response:
        """The valid tokens of the conference. Refuses `seat.missing`, `wire.forbidden`."""
        seat = _seat_with_permission(request)
        return Response({"tokens": [_token_body(row) for row in services.valid_tokens(int(seat.conference))]})

    @extend_schema(request=ApiTokenSerializer, responses={201: NewApiTokenAnswer})
    def post(self, request: Request) -> Response:
        """Make a token. The answer holds its text, which is shown only once.

        Refuses the same as `get`, and `api_token.too_many`.
        """
        seat = _seat_with_permission(request)
        given = ApiTokenSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with write_transaction():
            row, text = services.make_token(seat, **given.validated_data)
            _audit("api_tokens.make", request, seat, row)
        return Response(_token_body(row) | {"token": text}, status=201)


class ApiTokenView(APIView):
    """`/api/v1/organise/api-tokens/<token's id>` with the bearer of an organiser's seat: revokes a token (DELETE)."""

    @extend_schema(responses=ApiTokensAnswer)
    def delete(self, request: Request, token: str) -> Response:
        """Revoke a token: the next request with it is refused. Refuses the same as `get`, and `api_token.unknown`."""
        seat = _seat_with_permission(request)
        with write_transaction():
            _audit("api_tokens.revoke", request, seat, services.revoke_token(seat, str(token)))
        return Response({"tokens": [_token_body(row) for row in services.valid_tokens(int(seat.conference))]})


class RestoreView(APIView):
    """`/api/v1/organise/api-tokens/<token's id>/restore` with the bearer of an organiser's seat."""

    @extend_schema(request=None, responses=ApiTokensAnswer)
    def post(self, request: Request, token: str) -> Response:
        """Undo the revocation of a token, as whoever revoked it can for ten minutes. Its text is not shown again.

        Refuses the same as `get`, `api_token.unknown`, `api_token.final`, `api_token.too_many`.
        """
        seat = _seat_with_permission(request)
        with write_transaction():
            _audit("api_tokens.restore", request, seat, services.restore_token(seat, str(token)))
        return Response({"tokens": [_token_body(row) for row in services.valid_tokens(int(seat.conference))]})


def _seat_with_permission(request: Request) -> Seat:
    seat = seat_of_bearer(request)
    check_permission(seat, f"conference/{seat.conference}", services.MANAGE)
    return seat


def _audit(action: str, request: Request, seat: Seat, row: ApiToken) -> None:
    audit.record(
        action,
        actor=seat,
        conference=seat.conference,
        subject=Subject("apitoken", str(row.public_id), row.name),
        after={"scopes": row.scopes, "expires_at": timestamp_text(row.expires_at)},
        address=address(request),
    )


def _token_body(row: ApiToken) -> dict[str, Any]:
    return {
        "id": str(row.public_id),
        "name": row.name,
        "scopes": row.scopes,
        "made_by": row.maker.name,
        "made_at": timestamp_text(row.made_at),
        "expires_at": timestamp_text(row.expires_at),
        "used_at": timestamp_text_or_none(row.used_at),
    }
