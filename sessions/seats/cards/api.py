"""REST endpoints of seat cards. A code is only sent in a request's body, and a GET changes nothing."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import limits
from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.http.client_ip import address, look_up_code
from foundation.http.links import absolute_url
from foundation.rest.authentication import seat_body, seat_of_bearer
from foundation.rest.serializers import Answer, Body, SeatAnswer, TextsField
from foundation.wire.execution import check_permission
from sessions.programme.api import qr_data_uri
from sessions.seats.cards import codes, services
from sessions.seats.cards.models import SeatCard


class CardAnswer(Answer):
    """A seat card: its code, the address and QR code of its page, and how many phones took a seat by it."""

    party = serializers.CharField()
    code = serializers.CharField()
    address = serializers.CharField()
    picture = serializers.CharField()
    phones = serializers.IntegerField()


class CardsAnswer(Answer):
    """The valid cards of the conference."""

    cards = CardAnswer(many=True)


class CardsView(APIView):
    """`/api/v1/seatcards` for a bearer that may `seatcards.manage`: lists the conference's cards (GET), makes missing
    ones (POST).
    """

    @extend_schema(responses=CardsAnswer)
    def get(self, request: Request) -> Response:
        """The valid cards, with their codes and QR codes. Refuses `seat.missing`, `wire.forbidden`."""
        return Response(_cards_body(request, int(_seat_with_permission(request).conference)))

    @extend_schema(request=None, responses={201: CardsAnswer})
    def post(self, request: Request) -> Response:
        """Make a card for each party without one. Returns all cards."""
        seat = _seat_with_permission(request)
        with write_transaction():
            made = services.make_missing(int(seat.conference))
            audit.record(
                "seatcards.make",
                actor=seat,
                conference=seat.conference,
                after={"made": made},
                address=address(request),
            )
        return Response(_cards_body(request, int(seat.conference)), status=201)


class RevokeCardSerializer(Body):
    """The body: the party whose card is to be revoked."""

    party = serializers.CharField(max_length=36)


class RevokeView(APIView):
    """`POST /api/v1/seatcards/revoke`: the party's card becomes invalid, and all seats taken by it end."""

    @extend_schema(request=RevokeCardSerializer, responses={201: CardAnswer})
    def post(self, request: Request) -> Response:
        """The new card. Refuses `seat.missing`, `wire.forbidden`, `parties.unknown_party`, `card.none`."""
        seat = _seat_with_permission(request)
        given = RevokeCardSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with write_transaction():
            made = services.revoke_card(int(seat.conference), given.validated_data["party"])
            audit.record(
                "seatcards.revoke",
                actor=seat,
                conference=seat.conference,
                subject=Subject("party", str(made.party_id), str(made.party)),
                address=address(request),
            )
        return Response(_card_body(request, made, 0), status=201)


class CardCodeSerializer(Body):
    """The body: the code of a card, scanned or typed, and the name of the person who takes the seat."""

    code = serializers.CharField(max_length=64)
    name = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")


class CardOwner(Answer):
    """The names of the party whose card it is, and of the conference."""

    party = TextsField()
    conference = serializers.CharField()


class CardSeatAnswer(SeatAnswer):
    """The new seat, and the id of the session that has begun, or ""."""

    session = serializers.CharField(allow_blank=True)


class CardOwnerView(APIView):
    """`POST /api/v1/seatcards/look`: says whose card it is. No seat is taken."""

    authentication_classes = []

    @extend_schema(request=CardCodeSerializer, responses=CardOwner)
    def post(self, request: Request) -> Response:
        """The names of the party and of the conference. Refuses `card.unknown_code`, `card.revoked`,
        `card.too_many`."""
        party = _card_of_code(request, _code_and_name(request)["code"]).party
        return Response({"party": party.names, "conference": party.conference.short})


class TakeCardSeatView(APIView):
    """`POST /api/v1/seatcards/take`: this phone takes a seat of the card's party, in the hall."""

    authentication_classes = []

    @extend_schema(request=CardCodeSerializer, responses={201: CardSeatAnswer})
    def post(self, request: Request) -> Response:
        """A new token, and the id of the session that has begun. "" if none or more than one has begun.

        Refuses `card.unknown_code`, `card.revoked`, `card.too_many`, `card.full`, `seat.too_many`.
        """
        given = _code_and_name(request)
        card = _card_of_code(request, given["code"])
        limits.check("seat.card", card=str(card.pk))
        with write_transaction():
            seat = services.take_card_seat(given["code"], given["name"])
        session = services.only_begun_session(card.party.conference)
        return Response(seat_body(seat) | {"session": str(session.pk) if session else ""}, status=201)


def _code_and_name(request: Request) -> dict[str, str]:
    given = CardCodeSerializer(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def _card_of_code(request: Request, code: str) -> SeatCard:
    return look_up_code("wrong_code.card", request, lambda: services.find_card(code))


def _seat_with_permission(request: Request) -> Seat:
    seat = seat_of_bearer(request)
    check_permission(seat, f"conference/{seat.conference}", "seatcards.manage")
    return seat


def _cards_body(request: Request, conference: int) -> dict[str, Any]:
    phones = services.phones_by_card(conference)
    return {"cards": [_card_body(request, card, phones[card.pk]) for card in services.cards_of(conference)]}


def _card_body(request: Request, card: SeatCard, phones: int) -> dict[str, Any]:
    code = codes.card_code(card.pk, card.key)
    page = absolute_url(request, "/card")
    return {
        "party": str(card.party_id),
        "code": code,
        "address": page,
        "picture": qr_data_uri(f"{page}#{code}"),
        "phones": phones,
    }
