"""The way to a session, as a picture."""

import io

import segno
from django.http import HttpRequest, HttpResponse

from foundation.problems import problem
from foundation.refusals import Refusal
from sessions.programme.services import find


def qr(request: HttpRequest, session: int) -> HttpResponse:
    """`GET /api/sessions/<id>/qr.svg`: the address of the session's page as this server was addressed."""
    try:
        find(session)
    except Refusal as refusal:
        return problem(refusal.code, refusal.message)
    picture = io.BytesIO()
    address = request.build_absolute_uri(f"/session/{session}")
    segno.make(address, error="m").save(
        picture, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True
    )
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
