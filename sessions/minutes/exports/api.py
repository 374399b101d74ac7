"""REST endpoints of summary records as DOCX and PDF, for all who may read the minutes."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import limits
from foundation.accounts.seats import Seat
from foundation.languages import language_of
from foundation.rest.authentication import seat_of_bearer
from sessions.exports import api, jobs
from sessions.minutes.api import parts_withheld
from sessions.minutes.exports import summary_record
from sessions.minutes.services import Place, place_of
from sessions.programme.services import find_session
from sessions.publication.services import check_reads

FORM = "record"


def _place_and_seat(request: Request, session: int) -> tuple[Place, Seat]:
    """The session that is asked for. Refuses `seat.missing`, and what `check_reads` does if the seat may not read its
    minutes.
    """
    seat = seat_of_bearer(request)
    found = find_session(session)
    check_reads(seat, found, "minutes")
    return place_of(found), seat


def _subject(place: Place) -> str:
    return f"minutes-{place.session.pk}"


class MinutesExportsView(APIView):
    """`POST /api/v1/sessions/<id>/minutes/exports`: start an export of the summary record."""

    scopes = {"POST": "record:read"}

    @extend_schema(request=api.ExportBody, responses={202: api.JobAnswer})
    def post(self, request: Request, session: int) -> Response:
        """Start an export of the summary record as DOCX or PDF. If the same content was exported before, that export is
        returned.

        Refuses `seat.missing`, `wire.unknown_stream`, `exports.throttled`, and what `check_reads` and
        `jobs.request_export` do.
        """
        place, seat = _place_and_seat(request, session)
        body = api.ExportBody(data=request.data)
        body.is_valid(raise_exception=True)
        given = body.validated_data
        limits.check("export.make", person=seat.person)
        without = parts_withheld(seat, place.session)
        document = summary_record.read(place, language_of(given["language"]), without)
        return api.accepted_response(jobs.request_export(_subject(place), FORM, given["format"], document))


class MinutesExportView(APIView):
    """`GET /api/v1/sessions/<id>/minutes/exports/<job>`: the state of an export."""

    scopes = {"GET": "record:read"}

    @extend_schema(responses=api.JobAnswer)
    def get(self, request: Request, session: int, job: str) -> Response:
        """The state of an export.

        Refuses `seat.missing`, `wire.unknown_stream`, `exports.unknown`, and what `check_reads` does.
        """
        place, _ = _place_and_seat(request, session)
        return api.state_response(_subject(place), job)


class MinutesExportFileView(APIView):
    """`GET /api/v1/sessions/<id>/minutes/exports/<job>/file`: the exported file."""

    scopes = {"GET": "record:read"}

    @extend_schema(responses={(200, kind): OpenApiTypes.BINARY for kind in jobs.TYPES.values()})
    def get(self, request: Request, session: int, job: str) -> HttpResponse:
        """The exported file. Refuses `exports.not_ready`, and what `MinutesExportView` refuses."""
        place, _ = _place_and_seat(request, session)
        name = f"{place.session.conference.slug}-session-{place.session.pk}-{place.date}"
        return api.file_response(_subject(place), job, name)
