"""REST endpoint of the workspace's overview."""

from typing import Any

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


class UnderWaySerializer(Answer):
    """A vote in a session, or a decision on an outcome document. Until it is taken, the `parties` keep their
    accreditation and the `participants`, each the last voice of its party, their role and party (`decision.under_way`);
    the session stays open to delegations. `until` is null if it does not end by itself.
    """

    stream = serializers.CharField()
    title = serializers.DictField(child=serializers.CharField())
    parties = serializers.ListField(child=serializers.CharField())
    participants = serializers.ListField(child=serializers.CharField())
    until = serializers.CharField(allow_null=True)


class OverviewSerializer(Answer):
    """The checklist: what is missing, the most urgent line first. `days` is the number of days until the day of the
    first session, or null if there is no session. `under_way` lists the decisions that keep rights as they are.
    """

    missing = MissingSerializer(many=True)
    under_way = UnderWaySerializer(many=True)
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
            "under_way": [_under_way(each) for each in services.under_way(conference.pk)],
            "opens_at": timestamp_text_or_none(found.opens_at),
            "days": days,
        }
        return Response(OverviewSerializer(answer).data)


def _under_way(of: services.UnderWay) -> dict[str, Any]:
    decision = of.decision
    return {
        "stream": decision.stream,
        "title": decision.title,
        "parties": sorted(decision.parties, key=int),
        "participants": of.last_voices,
        "until": timestamp_text_or_none(decision.until),
    }
