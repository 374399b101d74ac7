"""REST endpoint of the booths of a session: who interprets there, by name."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer
from foundation.wire.execution import check_permission
from sessions.models import SessionRole
from streaming.interpretation.models import LanguageChannel


class Interpreter(Answer):
    """An interpreter of a channel."""

    participant = serializers.CharField()
    name = serializers.CharField()


class ChannelAnswer(Answer):
    """A channel, and its interpreters by name. `signed` is whether it is the sign channel."""

    language = serializers.CharField()
    signed = serializers.BooleanField()
    interpreters = Interpreter(many=True)


class BoothsAnswer(Answer):
    """The channels of a session in their order, the sign channel last."""

    channels = ChannelAnswer(many=True)


class BoothsView(APIView):
    """`GET /api/v1/sessions/<id>/booths` with the bearer of an interpreter, or of someone who runs the session."""

    @extend_schema(responses=BoothsAnswer)
    def get(self, request: Request, session: int) -> Response:
        """The channels, each with its interpreters. Their names are not shown to everyone.

        Refuses `seat.missing`, `wire.forbidden`, `wire.wrong_conference`, `wire.unknown_stream`.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"session/{session}", "media.see_booths")
        rows = LanguageChannel.objects.filter(session=session).order_by("signed", "position")
        assigned = SessionRole.objects.filter(session=session, role="interpreter")
        people = list(assigned.select_related("participant").order_by("participant__name", "pk"))
        return Response({"channels": [_channel(row, people) for row in rows]})


def _channel(row: LanguageChannel, people: list[SessionRole]) -> dict[str, Any]:
    names = [
        {"participant": str(one.participant_id), "name": one.participant.name}
        for one in people
        if one.language in (row.language, "")
    ]
    return {"language": row.language, "signed": row.signed, "interpreters": names}
