"""REST endpoints of the demo: what it offers, and its seats."""

from typing import Any

from django.utils.log import log_response
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import limits
from foundation.database import write_transaction
from foundation.http.client_ip import address, network_digest
from foundation.languages import in_each_language
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_body, seat_of_bearer
from foundation.rest.serializers import Answer, Body, SeatAnswer, TextsField
from foundation.wire.execution import check_permission
from sessions.demo import box
from sessions.demo import seats as demo
from sessions.programme.models import Conference
from sessions.seats.transfer.services import end_transfer


class DemoConference(Answer):
    """The conference of the demo."""

    slug = serializers.CharField()
    name = TextsField()
    short = serializers.CharField()
    tagline = serializers.CharField()


class DemoSeatOffer(Answer):
    """A seat that the demo offers, and the page that it leads to."""

    key = serializers.CharField()
    label = TextsField()  # type: ignore[assignment]  # DRF's own `label` is another
    note = TextsField()
    party = serializers.CharField(allow_null=True)
    path = serializers.CharField()


class DemoAnswer(Answer):
    """What the demo offers."""

    notice = TextsField()
    conference = DemoConference()
    session = serializers.CharField()
    seats = DemoSeatOffer(many=True)


class DemoView(APIView):
    """`GET`: what the demo offers. 404 if the server runs no demo."""

    authentication_classes = []

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Log a 404 as information. Every visitor's page asks for the demo, and Django would log a warning each
        time.
        """
        final = super().finalize_response(request, response, *args, **kwargs)
        if final.status_code == status.HTTP_404_NOT_FOUND:
            log_response("No demo: %s", request.path, response=final, request=request, level="info")
        return final

    @extend_schema(responses=DemoAnswer)
    def get(self, request: Request) -> Response:
        """The demo's notice, its open session, and the seats that it offers."""
        try:
            conference = demo.conference()
        except Refusal as refusal:
            raise NotFound(refusal.message) from None
        session = demo.main_session(conference)
        return Response(
            {
                "notice": conference.notice,
                "conference": {
                    "slug": conference.slug,
                    "name": conference.name,
                    "short": conference.short,
                    "tagline": conference.tagline,
                },
                "session": str(session.pk),
                "seats": [
                    {
                        "key": seat.key,
                        "label": in_each_language(seat.label),
                        "note": in_each_language(seat.note),
                        "party": demo.party_of(conference, seat),
                        "path": demo.page_of(conference, session, seat),
                    }
                    for seat in demo.SEATS
                ],
            }
        )


class DemoSeatSerializer(Body):
    """The body: the key of a seat that the demo offers."""

    seat = serializers.CharField(max_length=32)


class DemoSeatView(APIView):
    """`POST`: take a seat that the demo offers."""

    authentication_classes = []

    @extend_schema(request=DemoSeatSerializer, responses={201: SeatAnswer})
    def post(self, request: Request) -> Response:
        """A new token for the seat."""
        given = DemoSeatSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        limits.check("seat.guest", address=address(request))
        with write_transaction():
            seat = demo.take_seat(given.validated_data["seat"], network_digest(request))
            end_transfer(seat)
        return Response(seat_body(seat), status=201)


class KeptThing(Answer):
    """An e-mail, or a message to a webhook, that the demo keeps. `kind` is `mail` or `webhook`; `to` is an e-mail
    address or the address of a webhook, `subject` a subject or a type of event.
    """

    id = serializers.CharField()
    kind = serializers.CharField()
    at = serializers.DateTimeField()
    to = serializers.CharField()
    subject = serializers.CharField()
    text = serializers.CharField()


class BoxAnswer(Answer):
    """What the demo keeps on this machine, the newest first."""

    kept = KeptThing(many=True)


class BoxView(APIView):
    """`GET /api/v1/organise/box` with the bearer of an organiser's seat in a demo."""

    @extend_schema(responses=BoxAnswer)
    def get(self, request: Request) -> Response:
        """The newest e-mails and messages to webhooks that did not leave this machine.

        Refuses `seat.missing`, `wire.forbidden`, `demo.absent`.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"conference/{seat.conference}", "box.read")
        return Response({"kept": box.kept_things(Conference.objects.get(pk=seat.conference))})
