"""REST endpoint of the button on a simulated microphone."""

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.wire.execution import check_permission
from streaming.microphones.process_controller import controller
from streaming.microphones.simulated import Simulated


class MicrophonePressView(APIView):
    """`POST /api/v1/sessions/<id>/microphones/<unit>/press` with an operator's bearer: press the *request* button."""

    @extend_schema(request=None, responses={202: inline_serializer("Pressed", {})})
    def post(self, request: Request, session: int, unit: str) -> Response:
        """Press the button. The response is empty.

        Refuses `seat.missing`, `wire.forbidden`, `microphones.not_simulated`, `microphones.unknown`.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"session/{session}", "microphones.see")
        if not isinstance(controller.system, Simulated):
            raise Refusal("microphones.not_simulated", "These microphones are real. Press the button on one.")
        if unit not in controller.units:
            raise Refusal(
                "microphones.unknown", "There is no such microphone in this hall. Choose one of the list."
            )
        controller.press(unit)
        return Response({}, status=202)
