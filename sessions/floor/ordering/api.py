"""Preview of a policy over REST. Nothing changes."""

from drf_spectacular.utils import extend_schema
from pydantic import ValidationError
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import clock
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer
from foundation.wire.execution import check_permission, validation_sentence
from sessions.floor.ordering import services
from sessions.floor.ordering.protocol import Choice
from sessions.programme.services import find_session


class OrderedEntry(Answer):
    """An entry of the list: its number of moves, its present place, and the place that the policy would give it."""

    entry = serializers.CharField()
    moves = serializers.IntegerField()
    left = serializers.IntegerField()
    taken = serializers.IntegerField()


class OrderAnswer(Answer):
    """The list as a policy would order it."""

    letter = serializers.CharField(allow_blank=True)
    order = OrderedEntry(many=True)


class PreviewView(APIView):
    """The list as a policy would order it, for the bearer of a seat with the permission `floor.order`."""

    @extend_schema(request=Choice, responses=OrderAnswer)
    def post(self, request: Request, session: int) -> Response:
        """Each entry's present and new place, and the drawn letter. A seed is published only once it is applied.

        Refuses `seat.missing`, `wire.unknown_stream`, `wire.forbidden`, `wire.bad_command`, and what the policy
        refuses.
        """
        seat = seat_of_bearer(request)
        found = find_session(session)
        check_permission(seat, found.stream, "floor.order")
        floor, plan = services.preview(found, _choice(request), clock.now())
        places = {entry.number: place for place, entry in enumerate(floor.waiting, 1)}
        return Response(
            {
                "letter": plan.sorted.letter,
                "order": [
                    {"entry": str(e.number), "moves": e.moves, "left": places[e.number], "taken": place}
                    for place, e in enumerate(plan.order, 1)
                ],
            }
        )


def _choice(request: Request) -> Choice:
    try:
        return Choice.model_validate(request.data, strict=True)
    except ValidationError as error:
        raise Refusal("wire.bad_command", validation_sentence(error)) from None
