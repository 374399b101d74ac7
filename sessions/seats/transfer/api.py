"""REST endpoints of the seat transfer. The code is never in a path or a query string, and a GET changes nothing."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.database import write_transaction
from foundation.http.client_ip import look_up_code
from foundation.http.links import absolute_url
from foundation.rest.authentication import seat_body, seat_of_bearer
from foundation.rest.serializers import Answer, Body, SeatAnswer
from foundation.wire.execution import check_roles
from sessions.programme.api import qr_data_uri
from sessions.seats.transfer import services

PAGE = r"^(?:/c/[a-zA-Z0-9_-]{1,50})?/(?:programme|session/[0-9]{1,15}(?:/(?:console|hall|desk))?)$"


class TransferOfferSerializer(Body):
    """The body: the page to open on the phone."""

    path = serializers.RegexField(PAGE, default="/programme")


class CodeLink(Answer):
    """The address of a page, and its QR code as a data URI."""

    address = serializers.CharField()
    picture = serializers.CharField()


class CodeAnswer(Answer):
    """A new code: its address, the same with HTTPS if that differs, and the name that the new device will have."""

    device = serializers.CharField()
    expires_at = serializers.DateTimeField()
    plain = CodeLink()
    secure = CodeLink(allow_null=True)


class TransferredSeat(SeatAnswer):
    """A seat that moved to this device, and the page to open."""

    device = serializers.CharField()
    path = serializers.CharField()


class DeviceAnswer(Answer):
    """The name of the device that has the seat."""

    device = serializers.CharField(allow_blank=True)


class ContinueView(APIView):
    """`POST /api/v1/seats/continue` with a seat's bearer: a code for a phone, which works once, for two minutes."""

    @extend_schema(request=TransferOfferSerializer, responses={201: CodeAnswer})
    def post(self, request: Request) -> Response:
        """A new code: its address and QR code, and the name that the phone will have.

        `secure` is the address over HTTPS, if that differs: a phone needs it for its microphone. Refuses
        `seat.missing`, `wire.forbidden`, `continue.too_many`.
        """
        seat = _seat_with_permission(request)
        given = TransferOfferSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with write_transaction():
            made = services.offer_code(seat, given.validated_data["path"])
        return Response(code_links(request, made, "/continue"), status=201)


class TransferCodeSerializer(Body):
    """The body: a code that was scanned."""

    code = serializers.CharField(max_length=64, allow_blank=True)


class TakeView(APIView):
    """`POST /api/v1/seats/continue/take`: moves the seat for which the code was made to this device."""

    authentication_classes = []

    @extend_schema(request=TransferCodeSerializer, responses={201: TransferredSeat})
    def post(self, request: Request) -> Response:
        """A new token for the same person.

        Refuses `continue.unknown_code`, `continue.used`, `continue.expired`, `join.too_many`, `seat.withdrawn`.
        """
        given = TransferCodeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        taken = look_up_code(
            "wrong_code.transfer", request, lambda: _take_in_transaction(given.validated_data["code"])
        )
        return Response(seat_body(taken.seat) | {"device": taken.device, "path": taken.path}, status=201)


def _take_in_transaction(code: str) -> services.TakenSeat:
    with write_transaction():
        return services.take_seat(code)


class TransferBackSerializer(Body):
    """The body: the name of the device that wants the seat. "" is the first device."""

    device = serializers.CharField(max_length=32, allow_blank=True)


class BackView(APIView):
    """`POST /api/v1/seats/continue/back` with a seat's bearer: moves the seat back to this device."""

    @extend_schema(request=TransferBackSerializer, responses=DeviceAnswer)
    def post(self, request: Request) -> Response:
        """Move the seat back. Refuses `seat.missing`, `wire.forbidden`, `continue.unknown_device`."""
        seat = _seat_with_permission(request)
        given = TransferBackSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with write_transaction():
            services.bring_back(seat, given.validated_data["device"])
        return Response({"device": given.validated_data["device"]})


def _seat_with_permission(request: Request) -> Seat:
    seat = seat_of_bearer(request)
    check_roles(seat, "seats.continue", f"conference/{seat.conference}")
    return seat


def code_links(request: Request, made: services.CodeOffer, path: str) -> dict[str, Any]:
    """The addresses for a new code, with their QR codes. An address is that of the page at `path`, with the code in its
    fragment.

    A browser does not send the fragment, so no access log has the code.
    """
    page = f"{path}#{made.code}"
    secure = f"{settings.PUBLIC_HTTPS_URL}{page}" if settings.PUBLIC_HTTPS_URL else ""
    return {
        "device": made.device,
        "expires_at": timestamp_text(made.expires_at),
        "plain": _code_link(absolute_url(request, page)),
        "secure": _code_link(secure) if secure else None,
    }


def _code_link(to: str) -> dict[str, str]:
    return {"address": to, "picture": qr_data_uri(to)}
