"""A seat asks for a media token, over REST."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.clock import stamp
from foundation.refusals import Refusal
from foundation.wire.commands import permit
from streaming.signalling import tickets
from streaming.signalling.tickets import Ticket


class MediaTokenSerializer(serializers.Serializer[Any]):
    """What the token is to be for."""

    action = serializers.ChoiceField(choices=["publish", "listen"])
    feed = serializers.ChoiceField(choices=["own", "hall"], default="own")


class MediaTokenView(APIView):
    """`POST /api/sessions/<id>/media-token` with a seat's bearer: a token for a minute, and its door."""

    def post(self, request: Request, session: int) -> Response:
        """Refuses `seat.missing`, `wire.forbidden`, `wire.wrong_conference`, `wire.unknown_stream`."""
        seat = request.auth
        if not isinstance(seat, Seat):
            raise Refusal("seat.missing", "Send your seat token as a bearer in the Authorization header.")
        given = MediaTokenSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        action: tickets.Action = given.validated_data["action"]
        feed: tickets.Feed = given.validated_data["feed"] if action == "publish" else "own"
        ticket = _ticket(seat, session, action, feed)
        permit(seat, ticket.stream, ticket.permission)
        token, expires = tickets.sign(ticket)
        door = "whip" if action == "publish" else "whep"
        url = f"/media/sessions/{session}/{door}"
        return Response({"token": token, "url": url, "expires_at": stamp(expires)}, status=201)


def _ticket(seat: Seat, session: int, action: tickets.Action, feed: tickets.Feed) -> Ticket:
    return Ticket(
        session=str(session),
        action=action,
        feed=feed,
        person=seat.person,
        conference=seat.conference,
        participant=seat.participant,
        party=seat.party,
        place=seat.place,
    )
