"""REST endpoint of *Who may do what, and why*, for organisers."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Query
from foundation.wire.execution import check_permission
from sessions.parties.models import Participant
from sessions.parties.services import participant_of
from sessions.programme.models import Session
from sessions.roles import rules
from sessions.roles.handlers import MANAGE


class RightsQuerySerializer(Query):
    """The query: the participant whose rights to show."""

    participant = serializers.CharField(max_length=15)


class HeldRole(Answer):
    """A role in one session. That of an interpreter has a language."""

    role = serializers.CharField()
    language = serializers.CharField(allow_blank=True)


class RightReasonAnswer(Answer):
    """What gives a right: a role, an access policy or the like, and its name."""

    source = serializers.CharField()  # type: ignore[assignment]  # DRF's own `source` is another
    name = serializers.CharField(allow_blank=True)


class SessionRights(Answer):
    """What a participant may do in a session: for each act, all that gives the right to it."""

    session = serializers.CharField()
    access = serializers.CharField()
    roles = HeldRole(many=True)
    rights = serializers.DictField(child=RightReasonAnswer(many=True))


class RightsAnswer(Answer):
    """A participant's roles in the conference, and the participant's rights in each session."""

    participant = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    sessions = SessionRights(many=True)


class RightsView(APIView):
    """`GET /api/v1/organise/rights?participant=…` with the bearer of an organiser's seat."""

    scopes = {"GET": "people:read"}

    @extend_schema(parameters=[RightsQuerySerializer], responses=RightsAnswer)
    def get(self, request: Request) -> Response:
        """What a participant may do in each session, and what gives the right to it.

        Refuses `seat.missing`, `wire.forbidden`, `parties.unknown_participant`.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"conference/{seat.conference}", MANAGE)
        given = RightsQuerySerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        row = participant_of(int(seat.conference), given.validated_data["participant"])
        return Response({"participant": str(row.pk), "roles": row.roles, "sessions": rights_of(row)})


def rights_of(row: Participant) -> list[dict[str, Any]]:
    """A participant's rights in each session of the conference, in the order of the programme."""
    held = list(row.session_roles.order_by("role", "language").values("session", "role", "language"))
    pairs = [(str(one["session"]), one["role"]) for one in held]
    return [
        {
            "session": str(session.pk),
            "access": session.access,
            "roles": [
                {"role": one["role"], "language": one["language"]}
                for one in held
                if one["session"] == session.pk
            ],
            "rights": _reasons_by_act(session, row.roles, pairs),
        }
        for session in Session.objects.filter(conference=row.conference_id)
    ]


def _reasons_by_act(session: Session, roles: list[str], pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    reasons = rules.reasons_by_permission(str(session.pk), session.access, roles, pairs)
    return {
        act: [{"source": ground.source, "name": ground.name} for ground in reasons[permission]]
        for act, permission in rules.ACTS.items()
        if permission in reasons
    }
