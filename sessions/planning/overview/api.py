"""REST endpoint of the workspace's overview."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import clock
from foundation.clock import timestamp_text_or_none
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer
from foundation.wire.execution import check_permission
from sessions.planning.overview import services
from sessions.programme.models import Conference


class MissingSerializer(Answer):
    """A line of the checklist: what is missing, and how often. `ids` are the first sessions, parties or participants
    concerned.
    """

    kind = serializers.CharField()
    count = serializers.IntegerField()
    ids = serializers.ListField(child=serializers.CharField())


class OverviewSerializer(Answer):
    """The checklist: what is missing, the most urgent line first. `days` is the number of days until the day of the
    first session, or null if there is no session.
    """

    missing = MissingSerializer(many=True)
    opens_at = serializers.CharField(allow_null=True)
    days = serializers.IntegerField(allow_null=True)


class OverviewView(APIView):
    """`GET /api/v1/organise/overview` with the bearer of an organiser's seat."""

    @extend_schema(responses=OverviewSerializer)
    def get(self, request: Request) -> Response:
        """What is missing until the conference opens. Refuses `seat.missing`, `wire.forbidden`."""
        seat = seat_of_bearer(request)
        check_permission(seat, f"conference/{seat.conference}", "parties.manage_all")
        conference = Conference.objects.get(pk=seat.conference)
        now = clock.now()
        found = services.overview(conference, now)
        days = services.days_until(found.opens_at, now, conference.timezone) if found.opens_at else None
        answer = {
            "missing": [{"kind": line.kind, "count": line.count, "ids": line.ids} for line in found.missing],
            "opens_at": timestamp_text_or_none(found.opens_at),
            "days": days,
        }
        return Response(OverviewSerializer(answer).data)
