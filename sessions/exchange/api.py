"""REST endpoints of import and export, for organisers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
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
from sessions.exchange import columns, exports, progress, services
from sessions.exchange.column_words import TableName
from sessions.exchange.refusals import MAX_OCTETS
from sessions.exchange.rules import Plan, PlanStep, RowError, equal_errors
from sessions.exchange.services import MANAGE
from sessions.exchange.sheet import Sheet
from sessions.programme.models import Conference

MAX_SHOWN = 500
"""How many rows of each kind a preview shows. Its counts include the rows that are not shown."""

MAX_ROWS_SHOWN = 5
"""How many of the rows that have the same error a preview names."""
MAX_EXAMPLE = 80

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
    """An error in rows, or a note on them. `message` is in English, for programs. Pages show their own text
    for `code`.
    """

    row = serializers.IntegerField()
    rows = serializers.ListField(
        child=serializers.IntegerField(), help_text="The first of the rows that have the same error."
    )
    count = serializers.IntegerField(help_text="How many rows have it.")
    name = serializers.CharField(
        allow_blank=True, help_text="What the row is called, if it has a name or a title."
    )
    column = serializers.CharField(
        allow_blank=True, help_text="The column as the file names it, or the field that no column is read as."
    )
    code = serializers.CharField()
    values = serializers.DictField()
    message = serializers.CharField()


class CountsAnswer(Answer):
    """How many rows add something, how many change something, how many change nothing, and how many have errors."""

    add = serializers.IntegerField()
    change = serializers.IntegerField()
    same = serializers.IntegerField()
    wrong = serializers.IntegerField()


class ColumnAnswer(Answer):
    """A column of the file, with the first text in it. `field` is what it is read as, empty if it is not read."""

    name = serializers.CharField()
    field = serializers.CharField(allow_blank=True)
    example = serializers.CharField(allow_blank=True)


class PreviewAnswer(Answer):
    """What the import of a file would do. The request that imports the file repeats the `digest`. `known_fields` are
    what a column can be read as. `head` is the row that names the columns; the rows `above` it are left out.
    """

    form = serializers.ChoiceField(["csv", "xlsx", "json", "xml"])
    encoding = serializers.CharField(allow_blank=True)
    digest = serializers.CharField()
    counts = CountsAnswer()
    columns = ColumnAnswer(many=True)
    known_fields = serializers.ListField(child=serializers.CharField())
    head = serializers.IntegerField()
    above = serializers.ListField(child=serializers.CharField())
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


class ColumnsQuery(Query):
    """The query of a preview: the field that each column of the file is read as, in the order of the file, separated by
    commas. An empty one is not read. Without it, what was chosen before is taken, else a guess.
    """

    columns = serializers.CharField(required=False, allow_blank=True, max_length=4000)


class DigestQuery(Query):
    """The query of an import: the digest of the preview that the organiser saw."""

    digest = serializers.RegexField("^[0-9a-f]{64}$")


class PreviewFileView(APIView):
    """`POST /api/v1/organise/exchange/<table>/preview?columns=…`: the body is the file. Nothing of it is written. The
    choice of columns is remembered.
    """

    parser_classes = [AnyFile]

    @extend_schema(request=FILE, parameters=[ColumnsQuery], responses=PreviewAnswer)
    def post(self, request: Request, table: str) -> Response:
        """What the file would add and change, and which of its rows are wrong.

        Refuses `seat.missing`, `wire.forbidden`, `exchange.unknown`, `exchange.bad_columns`, and what
        `services.read_file` and `services.plan_of` refuse.
        """
        seat, conference = _seat_and_conference(request)
        name = _table(table)
        given = _checked(ColumnsQuery, request)
        sheet = services.read_file(_file(request), seat.person)
        if "columns" in given:
            named = services.chosen_fields(conference, name, sheet, given["columns"].split(","))
            services.remember_fields(conference, name, sheet, named)
        with read_transaction():
            named = services.fields_of(conference, name, sheet)
            plan = services.plan_of(conference, name, sheet, named)
        better = services.better_table(name, sheet) or ""
        return Response(
            PreviewAnswer(
                {
                    **_plan_body(plan, sheet, named),
                    **_columns_body(conference, name, sheet, named),
                    "better": better,
                }
            ).data
        )


class ApplyView(APIView):
    """`POST /api/v1/organise/exchange/<table>/apply?digest=…`: the body is the same file as that of the preview."""

    parser_classes = [AnyFile]

    @extend_schema(request=FILE, parameters=[DigestQuery], responses=ImportedAnswer)
    def post(self, request: Request, table: str) -> Response:
        """Import the file: all of its rows, or none. Refuses what `PreviewFileView` and `services.carry_out` refuse."""
        seat, _ = _seat_and_conference(request)
        given = _checked(DigestQuery, request)
        sheet = services.read_file(_file(request), seat.person)
        plan = services.carry_out(seat, _table(table), sheet, given["digest"], address(request))
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


def _checked(query: type[Query], request: Request) -> dict[str, Any]:
    given = query(data=request.query_params)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


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


def _plan_body(plan: Plan, sheet: Sheet, named: Mapping[str, str]) -> dict[str, Any]:
    wrong = {fault.row for fault in plan.faults}
    names = {row.number: row.name for row in sheet.rows}
    # Only tables have headings of their own.
    read = [
        (named[column], heading)
        for column, heading in zip(sheet.columns, sheet.headings or sheet.columns, strict=False)
        if column in named
    ]
    # An error of a text in all languages names the first column of that text.
    headings = {field.partition(":")[0]: heading for field, heading in reversed(read)} | dict(read)
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
        "steps": [_step(step) for step in moving[:MAX_SHOWN]],
        "faults": [_fault(same, names, headings) for same in equal_errors(plan.faults)[:MAX_SHOWN]],
        "notes": [_fault(same, names, headings) for same in equal_errors(plan.notes)[:MAX_SHOWN]],
    }


def _columns_body(
    conference: Conference, table: TableName, sheet: Sheet, named: Mapping[str, str]
) -> dict[str, Any]:
    if sheet.is_schedule:
        return {"columns": [], "known_fields": [], "head": 0, "above": []}
    found = [
        {
            "name": heading,
            "field": named.get(column, ""),
            "example": next(filter(None, (row.cells[column] for row in sheet.rows)), "")[:MAX_EXAMPLE],
        }
        for heading, column in zip(sheet.headings, sheet.columns, strict=True)
    ]
    fields = columns.fields_of(table, conference.languages)
    others = [each for each in named.values() if each not in fields]
    return {
        "columns": found,
        "known_fields": [*fields, *others],
        "head": sheet.head,
        "above": sheet.above,
    }


def _step(step: PlanStep) -> dict[str, Any]:
    changes = [{"field": each.field, "before": each.before, "after": each.after} for each in step.changes]
    return {"row": step.row, "verdict": step.verdict, "name": step.label, "changes": changes}


def _fault(same: Sequence[RowError], names: Mapping[int, str], headings: Mapping[str, str]) -> dict[str, Any]:
    fault = replace(same[0], column=headings.get(same[0].column, same[0].column))
    return {
        "row": fault.row,
        "rows": [each.row for each in same[:MAX_ROWS_SHOWN]],
        "count": len(same),
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
