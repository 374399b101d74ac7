"""Take a seat, over REST. Every seat is taken by POST: a GET spends nothing."""

from typing import Any

from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import NotFound
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.api import seat_body
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.database import writing
from foundation.refusals import Refusal
from foundation.wire.commands import permit
from sessions.demo import seats as demo
from sessions.parties import simulated
from sessions.parties.services import guest_seat, seat_for
from sessions.programme.models import Conference


def _conference() -> Conference:
    found = Conference.objects.order_by("pk").last()
    if found is None:
        raise Refusal("programme.empty", "There is no conference yet. The organiser has to make one.")
    return found


class DemoView(APIView):
    """What the demo offers; 404 outside of it."""

    authentication_classes = []

    def get(self, request: Request) -> Response:
        """The notice, the session that is open, and the seats."""
        try:
            conference = demo.conference()
        except Refusal as refusal:
            raise NotFound(refusal.message) from None
        session = demo.main_session(conference)
        return Response(
            {
                "notice": conference.notice,
                "conference": {
                    "name": conference.name,
                    "short": conference.short,
                    "tagline": conference.tagline,
                },
                "session": str(session.pk),
                "seats": [
                    {
                        "key": seat.key,
                        "label": seat.label,
                        "note": seat.note,
                        "party": demo.party_of(conference, seat),
                        "path": f"/session/{session.pk}{seat.screen}",
                    }
                    for seat in demo.SEATS
                ],
            }
        )


class DemoSeatSerializer(serializers.Serializer[Any]):
    """Which of the demo's seats."""

    seat = serializers.CharField(max_length=32)


class DemoSeatView(APIView):
    """Take one of the demo's seats."""

    authentication_classes = []

    def post(self, request: Request) -> Response:
        """A fresh token."""
        given = DemoSeatSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with writing():
            seat = demo.take(given.validated_data["seat"])
        return Response(seat_body(seat), status=201)


class GuestSerializer(serializers.Serializer[Any]):
    """How a guest wants to be called, and where it sits."""

    name = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    place = serializers.ChoiceField(choices=["hall", "remote"], default="remote")


class GuestSeatView(APIView):
    """Take a seat in the audience, without an account."""

    authentication_classes = []

    def post(self, request: Request) -> Response:
        """A fresh token."""
        given = GuestSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with writing():
            seat = guest_seat(_conference(), given.validated_data["name"], given.validated_data["place"])
        return Response(seat_body(seat), status=201)


class SimulatedSerializer(serializers.Serializer[Any]):
    """For whom a rehearsal wants seats: parties by id, and listeners by number."""

    parties = serializers.ListField(child=serializers.CharField(max_length=36), max_length=300, default=list)
    audience = serializers.IntegerField(min_value=0, max_value=1000, default=0)
    audience_from = serializers.IntegerField(min_value=1, max_value=1_000_000, default=1)


class SimulatedSeatsView(APIView):
    """Seats for simulated delegates and listeners, to the bearer of a seat that may `seats.simulate`.

    It gives no seat of a moderator or an operator.
    """

    def post(self, request: Request) -> Response:
        """Fresh tokens, the parties' in the order asked for and then the audience's.

        Refuses `seat.missing`, `wire.forbidden`, `parties.unknown_party`.
        """
        seat = request.auth
        if not isinstance(seat, Seat):
            raise Refusal("seat.missing", "Send your seat token as a bearer in the Authorization header.")
        given = SimulatedSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        permit(seat, f"conference/{seat.conference}", "seats.simulate")
        wanted = given.validated_data
        with writing():
            conference = Conference.objects.get(pk=seat.conference)
            seats = simulated.delegations(conference, wanted["parties"])
            seats += simulated.audience(conference, wanted["audience_from"], wanted["audience"])
        return Response({"seats": [seat_body(seat) for seat in seats]}, status=201)


class SeatsView(APIView):
    """Take one's own seat, having signed in: the only door that reads a cookie, under CSRF protection."""

    authentication_classes = [SessionAuthentication]
    permission_classes = [IsAuthenticated]

    def post(self, request: Request) -> Response:
        """A fresh token."""
        if not isinstance(request.user, User):
            raise NotFound
        return Response(seat_body(seat_for(request.user, _conference())), status=201)
