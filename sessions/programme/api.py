"""REST endpoints with the address of a session, as text and as a QR code."""

import io

import segno
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.http.links import link
from foundation.http.problems import problem, wrong_method
from foundation.refusals import Refusal
from sessions.programme.models import Session
from sessions.programme.services import find


class SessionView(APIView):
    """The public facts of a session, before a seat is taken."""

    authentication_classes = []

    def get(self, request: Request, session: int) -> Response:
        """The session's title, and who may enter; of a public one also its code, and the address in its QR code.

        Refuses `wire.unknown_stream`.
        """
        found = find(session)
        is_public = found.access == Session.Access.PUBLIC
        return Response(
            {
                "session": str(found.pk),
                "title": found.title,
                "access": found.access,
                "code": found.code if is_public else "",
                "join": _address(request, found) if is_public else "",
            }
        )


@csrf_exempt
def qr(request: HttpRequest, session: int) -> HttpResponse:
    """`GET /api/sessions/<id>/qr.svg?code=…`: the address at which a phone joins.

    Of a session that is not public, whoever asks must know the code.
    """
    if request.method not in ("GET", "HEAD"):
        return wrong_method(request, ("GET", "HEAD"))
    try:
        found = find(session)
        if found.access != Session.Access.PUBLIC and request.GET.get("code") != found.code:
            raise Refusal("wire.unknown_stream", "There is no such session.")
        address = _address(request, found)
    except Refusal as refusal:
        return problem(refusal.code, refusal.message)
    return HttpResponse(picture(address), content_type="image/svg+xml")


def picture(address: str) -> bytes:
    """An address as an SVG of a QR code."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True)
    return drawn.getvalue()


def drawn(address: str) -> str:
    """An address as a QR code in a data URI."""
    return str(segno.make(address, error="m").svg_data_uri(border=0, omitsize=True))


def _address(request: HttpRequest | Request, session: Session) -> str:
    return link(request, f"/join/{session.code}")
