"""REST endpoints of exports of outcome documents, for all who may see the document."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import limits
from foundation.accounts.seats import Seat
from foundation.languages import language_of
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.schema import LANGUAGE
from foundation.wire.execution import check_permission
from sessions.exports import api, jobs
from sessions.outcome import services
from sessions.outcome.exports import amendment_list, documents
from sessions.outcome.models import Outcome


def _document_and_seat(request: Request, outcome: int) -> tuple[Outcome, Seat]:
    """The document, if the seat may see it. Refuses `outcome.unknown`, and what `check_permission` does."""
    seat = seat_of_bearer(request)
    found = services.find_outcome(outcome)
    check_permission(seat, found.stream, "wire.follow_outcome")
    return found, seat


def _subject(outcome: Outcome) -> str:
    return f"outcome-{outcome.pk}"


class OutcomeExportBody(api.ExportBody):
    """The body: the format and the form of an export. Only the form `clean` can be in another language than the
    authentic one.
    """

    form = serializers.ChoiceField(["clean", "bracketed", "provenance"], default="clean")

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        """Refuse a translation with amendments or sources, because they refer to the authentic text."""
        if attrs["language"] and attrs["form"] != "clean":
            raise serializers.ValidationError({"language": ["Leave this out, or ask for the clean text."]})
        return attrs


class OutcomeExportsView(APIView):
    """`POST /api/v1/outcomes/<id>/exports`: start an export."""

    scopes = {"POST": "record:read"}

    @extend_schema(request=OutcomeExportBody, responses={202: api.JobAnswer})
    def post(self, request: Request, outcome: int) -> Response:
        """Start an export of the document as DOCX or PDF. If the same content was exported before, that export is
        returned.

        Refuses `seat.missing`, `outcome.unknown`, `exports.throttled`, and what `check_permission` and
        `jobs.request_export` do.
        """
        found, seat = _document_and_seat(request, outcome)
        body = OutcomeExportBody(data=request.data)
        body.is_valid(raise_exception=True)
        given = body.validated_data
        limits.check("export.make", person=seat.person)
        document = documents.read(found, given["form"], given["language"])
        return api.accepted_response(
            jobs.request_export(_subject(found), given["form"], given["format"], document)
        )


class AmendmentListView(APIView):
    """`GET /api/v1/outcomes/<id>/amendments.csv`: all amendments that were tabled, as a table."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[LANGUAGE], responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, outcome: int) -> HttpResponse:
        """The amendments in the order of the text, with sponsors, supporters, and what became of them.

        Refuses `seat.missing`, `outcome.unknown`, and what `check_permission` does.
        """
        found, _ = _document_and_seat(request, outcome)
        language = language_of(str(request.query_params.get("language", "")))
        written = amendment_list.as_csv(amendment_list.read(found, language))
        name = f"{found.conference.slug}-outcome-{found.pk}-amendments.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(written, content_type="text/csv; charset=utf-8", headers=headers)


class OutcomeExportView(APIView):
    """`GET /api/v1/outcomes/<id>/exports/<job>`: the state of an export."""

    scopes = {"GET": "record:read"}

    @extend_schema(responses=api.JobAnswer)
    def get(self, request: Request, outcome: int, job: str) -> Response:
        """The state of an export.

        Refuses `seat.missing`, `outcome.unknown`, `exports.unknown`, and what `check_permission` does.
        """
        found, _ = _document_and_seat(request, outcome)
        return api.state_response(_subject(found), job)


class OutcomeExportFileView(APIView):
    """`GET /api/v1/outcomes/<id>/exports/<job>/file`: the exported file."""

    scopes = {"GET": "record:read"}

    @extend_schema(responses={(200, kind): OpenApiTypes.BINARY for kind in jobs.TYPES.values()})
    def get(self, request: Request, outcome: int, job: str) -> HttpResponse:
        """The exported file. Refuses `exports.not_ready`, and what `OutcomeExportView` refuses."""
        found, _ = _document_and_seat(request, outcome)
        return api.file_response(_subject(found), job, f"{found.conference.slug}-outcome-{found.pk}")
