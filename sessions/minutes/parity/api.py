"""REST endpoint of the live parity ledger, for those who run the session."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer
from foundation.wire.execution import check_permission
from sessions.minutes.parity import services
from sessions.programme.services import find_session


class ParityLine(Answer):
    """A line of the ledger, in seconds. `mean_wait` is null if nobody was called yet."""

    of = serializers.ChoiceField(["place", "theme", "region"])
    key = serializers.CharField(allow_blank=True)
    turns = serializers.IntegerField()
    spoken = serializers.FloatField()
    overtime = serializers.FloatField()
    called = serializers.IntegerField()
    mean_wait = serializers.FloatField(allow_null=True)
    waiting = serializers.IntegerField()
    refusals = serializers.IntegerField()


class ParityAnswer(Answer):
    """The parity ledger: its lines, and how much of it is published."""

    published = serializers.ChoiceField(["nothing", "totals", "all"])
    lines = ParityLine(many=True)


class ParityView(APIView):
    """The parity ledger of a session so far (FL23): how hall and remote were treated. It is shown even if it is not
    published.
    """

    scopes = {"GET": "record:read"}

    @extend_schema(responses=ParityAnswer)
    def get(self, request: Request, session: int) -> Response:
        """Return the shares of the parity ledger, one for each place, theme and region.

        Refuses `seat.missing`, `wire.forbidden`, `wire.unknown_stream`.
        """
        found = find_session(session)
        check_permission(seat_of_bearer(request), found.stream, "parity.read")
        lines: list[dict[str, Any]] = [line.model_dump() for line in services.ledger(found)]
        return Response({"published": found.conference.publishes_parity, "lines": lines})
