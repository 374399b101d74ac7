"""REST endpoint that makes a link to a journalist's seat. To open the link does not use it. The button on its page
does.
"""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.http.client_ip import address
from foundation.ids import number
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Body
from foundation.wire.execution import check_permission
from sessions.parties.services import participant_of
from sessions.press import services
from sessions.seats.transfer.api import CodeAnswer, code_links


class SeatLinkSerializer(Body):
    """The body: the journalist, and the session to which the link leads."""

    participant = serializers.CharField(max_length=36)
    session = serializers.CharField(max_length=15)


class SeatLinkView(APIView):
    """`POST /api/v1/seats/press` with a bearer that may `press.add_journalist`.

    It gives a link that works once, for 30 minutes.
    """

    @extend_schema(request=SeatLinkSerializer, responses={201: CodeAnswer})
    def post(self, request: Request) -> Response:
        """The link, and its QR code.

        Refuses `seat.missing`, `wire.forbidden`, `parties.unknown_participant`, `press.not_a_journalist`,
        `wire.unknown_stream`, `seat.withdrawn`.
        """
        seat = seat_of_bearer(request)
        given = SeatLinkSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        check_permission(seat, f"conference/{seat.conference}", "press.add_journalist")
        wanted = given.validated_data
        with write_transaction():
            made = services.offer_seat(seat, wanted["participant"], number(wanted["session"]))
            row = participant_of(int(seat.conference), wanted["participant"])
            audit.record(
                "press.send_seat",
                actor=seat,
                conference=seat.conference,
                subject=Subject("participant", str(row.pk), row.name),
                after={"session": wanted["session"]},
                address=address(request),
            )
        return Response(code_links(request, made, "/seat"), status=201)
