"""REST endpoints of the list of participants: JSON and CSV at once, DOCX and PDF as exports."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import limits
from foundation.accounts.seats import Seat
from foundation.languages import language_of
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.schema import LANGUAGE
from foundation.wire.execution import check_permission
from sessions.access.services import audience_of
from sessions.exports import api, jobs
from sessions.participant_list import services
from sessions.participant_list.services import ParticipantList
from sessions.programme.models import Conference
from sessions.programme.services import find_conference

FORM = "participants"
NO_STORE = {"Cache-Control": "no-store"}


def _seat_and_conference(request: Request, slug: str) -> tuple[Conference, Seat]:
    """The conference, and the seat if it may see the names of the delegations. Refuses `seat.missing`,
    `programme.unknown`, and what `check_permission` does.
    """
    seat, conference = seat_of_bearer(request), find_conference(slug)
    check_permission(seat, conference.stream, "wire.follow_conference")
    if audience_of(seat.roles_in(conference.stream), conference.stream) is Audience.OUTSIDE:
        raise Refusal("wire.forbidden", "Take a seat in the conference first: visitors only call for help.")
    return conference, seat


def _language(request: Request) -> str:
    return language_of(str(request.query_params.get("language", "")))


class ParticipantListView(APIView):
    """`GET /api/v1/c/<slug>/participants`: the list of participants."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[LANGUAGE], responses=ParticipantList)
    def get(self, request: Request, slug: str) -> Response:
        """The list in protocol order. Refuses `seat.missing`, `programme.unknown`, `wire.forbidden`."""
        conference, _ = _seat_and_conference(request, slug)
        found = services.read_list(conference, _language(request))
        return Response(found.model_dump(mode="json"), headers=NO_STORE)


class ParticipantFileView(APIView):
    """`GET /api/v1/c/<slug>/participants.csv`: the list of participants as a table."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[LANGUAGE], responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """A row for each person. Refuses `seat.missing`, `programme.unknown`, `wire.forbidden`."""
        conference, _ = _seat_and_conference(request, slug)
        written = services.as_csv(services.read_list(conference, _language(request)))
        name = {"Content-Disposition": f'attachment; filename="{conference.slug}-participants.csv"'}
        return HttpResponse(written, content_type="text/csv; charset=utf-8", headers=NO_STORE | name)


class ParticipantExportsView(APIView):
    """`POST /api/v1/c/<slug>/participants/exports`: ask for the list as a document."""

    scopes = {"POST": "record:read"}

    @extend_schema(request=api.ExportBody, responses={202: api.JobAnswer})
    def post(self, request: Request, slug: str) -> Response:
        """Ask for the list as DOCX or PDF. If the same content was exported before, that export is returned.

        Refuses `seat.missing`, `programme.unknown`, `wire.forbidden`, `exports.throttled`, and what
        `jobs.request_export` does.
        """
        conference, seat = _seat_and_conference(request, slug)
        body = api.ExportBody(data=request.data)
        body.is_valid(raise_exception=True)
        given = body.validated_data
        limits.check("export.make", person=seat.person)
        found = services.read_list(conference, language_of(given["language"]))
        document = services.as_document(conference, found)
        return api.accepted_response(
            jobs.request_export(_subject(conference), FORM, given["format"], document)
        )


class ParticipantExportView(APIView):
    """`GET /api/v1/c/<slug>/participants/exports/<job>`: how far an export is."""

    scopes = {"GET": "record:read"}

    @extend_schema(responses=api.JobAnswer)
    def get(self, request: Request, slug: str, job: str) -> Response:
        """The state. Refuses `seat.missing`, `programme.unknown`, `wire.forbidden`, `exports.unknown`."""
        conference, _ = _seat_and_conference(request, slug)
        return api.state_response(_subject(conference), job)


class ParticipantExportFileView(APIView):
    """`GET /api/v1/c/<slug>/participants/exports/<job>/file`: the file."""

    scopes = {"GET": "record:read"}

    @extend_schema(responses={(200, kind): OpenApiTypes.BINARY for kind in jobs.TYPES.values()})
    def get(self, request: Request, slug: str, job: str) -> HttpResponse:
        """The file. Refuses `exports.not_ready`, and what reading the state of the export refuses."""
        conference, _ = _seat_and_conference(request, slug)
        return api.file_response(_subject(conference), job, conference.slug)


def _subject(conference: Conference) -> str:
    return f"conference-{conference.pk}"
