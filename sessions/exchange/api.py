"""REST endpoints of import and export, for organisers."""

from collections.abc import Callable, Mapping
from typing import IO, Any, cast, get_args

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.database import read_transaction
from foundation.http.client_ip import address
from foundation.http.links import absolute_url
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Query
from foundation.wire.execution import check_permission
from sessions.exchange import exports, progress, services
from sessions.exchange.refusals import MAX_OCTETS
from sessions.exchange.rules import Plan, PlanStep, RowError
from sessions.exchange.services import MANAGE, TableName
from sessions.exchange.sheet import Sheet
from sessions.programme.models import Conference

MAX_SHOWN = 500
"""How many rows of each kind a preview shows. Its counts include the rows that are not shown."""

FILE = {"application/octet-stream": OpenApiTypes.BINARY}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


FILES: Any = {
    (200, kind): OpenApiTypes.BINARY for kind in ("text/csv", XLSX, "application/json", "application/xml")
}


class AnyFile(BaseParser):
    """A parser of REST framework: gives the view the request's body as `file`, whatever its content type. It reads one
    octet more than the limit, so that a file that is too large can be detected.
    """

    media_type = "*/*"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, bytes]:
        return {"file": stream.read(MAX_OCTETS + 1)}


class ChangedAnswer(Answer):
    """A cell whose value changes. The field `title:en` is the title in English."""

    field = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class StepAnswer(Answer):
    """A row of the file that adds or changes something in the conference."""

    row = serializers.IntegerField(
        help_text="The number that a spreadsheet shows. Of a schedule, the event's."
    )
    verdict = serializers.ChoiceField(["add", "change"])
    name = serializers.CharField()
    changes = ChangedAnswer(many=True)


class FaultAnswer(Answer):
    """An error in a row, or a note on it. `message` is in English, for programs. Pages show their own text
    for `code`.
    """

    row = serializers.IntegerField()
    name = serializers.CharField(
        allow_blank=True, help_text="What the row is called, if it has a name or a title."
    )
    column = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    values = serializers.DictField()
    message = serializers.CharField()


class CountsAnswer(Answer):
    """How many rows add something, how many change something, how many change nothing, and how many have errors."""

    add = serializers.IntegerField()
    change = serializers.IntegerField()
    same = serializers.IntegerField()
    wrong = serializers.IntegerField()


class PreviewAnswer(Answer):
    """What the import of a file would do. The request that imports the file repeats the `digest`."""

    form = serializers.ChoiceField(["csv", "xlsx", "json", "xml"])
    encoding = serializers.CharField(allow_blank=True)
    digest = serializers.CharField()
    counts = CountsAnswer()
    ignored = serializers.ListField(child=serializers.CharField())
    better = serializers.ChoiceField(
        ["", *get_args(TableName)], help_text="Another table that has more of the file's columns, else empty."
    )
    steps = StepAnswer(many=True)
    faults = FaultAnswer(many=True)
    notes = FaultAnswer(many=True)


class ImportedAnswer(Answer):
    """What was imported."""

    added = serializers.IntegerField()
    changed = serializers.IntegerField()
    same = serializers.IntegerField()


class ProgressAnswer(Answer):
    """The progress of the running import. Both numbers are 0 if no import runs."""

    done = serializers.IntegerField()
    rows = serializers.IntegerField()


class DigestQuery(Query):
    """The query of an import: the digest of the preview that the organiser saw."""

    digest = serializers.RegexField("^[0-9a-f]{64}$")


class PreviewFileView(APIView):
    """`POST /api/v1/organise/exchange/<table>/preview`: the body is the file. Nothing is written."""

    parser_classes = [AnyFile]

    @extend_schema(request=FILE, responses=PreviewAnswer)
    def post(self, request: Request, table: str) -> Response:
        """What the file would add and change, and which of its rows are wrong.

        Refuses `seat.missing`, `wire.forbidden`, `exchange.unknown`, and what `services.read_file` and
        `services.plan_of` refuse.
        """
        seat, conference = _seat_and_conference(request)
        sheet = services.read_file(_file(request), seat.person)
        with read_transaction():
            plan = services.plan_of(conference, _table(table), sheet)
        better = services.better_table(_table(table), sheet) or ""
        return Response(PreviewAnswer({**_plan_body(plan, sheet), "better": better}).data)


class ApplyView(APIView):
    """`POST /api/v1/organise/exchange/<table>/apply?digest=…`: the body is the same file as that of the preview."""

    parser_classes = [AnyFile]

    @extend_schema(request=FILE, parameters=[DigestQuery], responses=ImportedAnswer)
    def post(self, request: Request, table: str) -> Response:
        """Import the file: all of its rows, or none. Refuses what `PreviewFileView` and `services.carry_out` refuse."""
        seat, _ = _seat_and_conference(request)
        given = DigestQuery(data=request.query_params)
        given.is_valid(raise_exception=True)
        sheet = services.read_file(_file(request), seat.person)
        plan = services.carry_out(
            seat, _table(table), sheet, given.validated_data["digest"], address(request)
        )
        done = {"added": "add", "changed": "change", "same": "same"}
        return Response({name: len(plan.steps_with(cast(Any, verdict))) for name, verdict in done.items()})


class ProgressView(APIView):
    """`GET /api/v1/organise/exchange/progress`: the progress of the running import."""

    @extend_schema(responses=ProgressAnswer)
    def get(self, request: Request) -> Response:
        """The number of rows that were written, and the number of all rows. Refuses `seat.missing`,
        `wire.forbidden`.
        """
        _, conference = _seat_and_conference(request)
        return Response(ProgressAnswer(progress.read(conference.pk)).data)


class ExportView(APIView):
    """`GET /api/v1/organise/exchange/<table>.<kind>`: a table as CSV or XLSX, the programme also as JSON or XML."""

    @extend_schema(responses=FILES)
    def get(self, request: Request, table: str, kind: str) -> HttpResponse:
        """The file. Refuses `seat.missing`, `wire.forbidden`, `exchange.unknown`."""
        _, conference = _seat_and_conference(request)
        name = _table(table)
        if name == "programme" and kind in SCHEDULES:
            write, content_type = SCHEDULES[kind]
            page = absolute_url(request, conference.page_path("/programme"))
            with read_transaction():
                return _attachment(
                    write(conference, page), f"{conference.slug}-schedule.{kind}", content_type
                )
        with read_transaction():
            rows = exports.rows_of(conference, name)
        return _table_response(rows, kind, f"{conference.slug}-{name}")


class TemplateView(APIView):
    """`GET /api/v1/organise/exchange/<table>/template.<kind>`: an empty table with all columns, and one example row,
    which an import leaves out.
    """

    @extend_schema(responses=FILES)
    def get(self, request: Request, table: str, kind: str) -> HttpResponse:
        """The file. Refuses `seat.missing`, `wire.forbidden`, `exchange.unknown`."""
        _, conference = _seat_and_conference(request)
        name = _table(table)
        return _table_response(exports.template(conference, name), kind, f"{name}-template")


SCHEDULES: dict[str, tuple[Callable[[Conference, str], bytes], str]] = {
    "json": (exports.schedule_json, "application/json"),
    "xml": (exports.schedule_xml, "application/xml"),
}
TABLES: dict[str, tuple[Callable[[exports.Rows], bytes], str]] = {
    "csv": (exports.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (exports.as_xlsx, XLSX),
}


def _seat_and_conference(request: Request) -> tuple[Seat, Conference]:
    """The seat and its conference. Refuses a seat that is not an organiser's."""
    seat = seat_of_bearer(request)
    check_permission(seat, f"conference/{seat.conference}", MANAGE)
    return seat, Conference.objects.get(pk=seat.conference)


def _table(name: str) -> TableName:
    if name not in get_args(TableName):
        raise _unknown_refusal()
    return cast(TableName, name)


def _unknown_refusal() -> Refusal:
    return Refusal(
        "exchange.unknown",
        "There is no such file. Delegations, people and programme are there as CSV and XLSX, the programme also as "
        "JSON and XML.",
    )


def _file(request: Request) -> bytes:
    """The uploaded file. Empty if there is no body, because DRF then calls no parser."""
    return request.data["file"] if isinstance(request.data, dict) and "file" in request.data else b""


def _plan_body(plan: Plan, sheet: Sheet) -> dict[str, Any]:
    wrong = {fault.row for fault in plan.faults}
    names = {row.number: row.name for row in sheet.rows}
    moving = [step for step in plan.steps if step.verdict != "same"]
    return {
        "form": sheet.form,
        "encoding": sheet.encoding,
        "digest": plan.digest,
        "counts": {
            "add": len(plan.steps_with("add")),
            "change": len(plan.steps_with("change")),
            "same": len(plan.steps_with("same")),
            "wrong": len(wrong),
        },
        "ignored": plan.ignored,
        "steps": [_step(step) for step in moving[:MAX_SHOWN]],
        "faults": [_fault(fault, names) for fault in plan.faults[:MAX_SHOWN]],
        "notes": [_fault(fault, names) for fault in plan.notes[:MAX_SHOWN]],
    }


def _step(step: PlanStep) -> dict[str, Any]:
    changes = [{"field": each.field, "before": each.before, "after": each.after} for each in step.changes]
    return {"row": step.row, "verdict": step.verdict, "name": step.label, "changes": changes}


def _fault(fault: RowError, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "row": fault.row,
        "name": names.get(fault.row, ""),
        "column": fault.column,
        "code": fault.code,
        "values": fault.values,
        "message": fault.message,
    }


def _table_response(rows: exports.Rows, kind: str, name: str) -> HttpResponse:
    if kind not in TABLES:
        raise _unknown_refusal()
    write, content_type = TABLES[kind]
    return _attachment(write(rows), f"{name}.{kind}", content_type)


def _attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
