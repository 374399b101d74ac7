"""REST endpoints of the audit log, for organisers: pages of entries, and a CSV file of all of them."""

import csv
import io
import json
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.audit.models import AuditEntry
from foundation.clock import timestamp_text
from foundation.database import in_thread
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Query
from foundation.spreadsheets import BYTE_ORDER_MARK, escape_formula
from foundation.wire.execution import check_permission
from sessions.audit import services
from sessions.programme.models import Conference

COLUMNS = (
    "at", "person", "name", "action", "subject_kind", "subject_id", "subject", "before", "after", "address", "result",
)  # fmt: skip


class FilterSerializer(Query):
    """The query: which entries to show. Moments are ISO 8601. `before` is the number of an entry, for the next page."""

    actor = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    action = serializers.CharField(max_length=64, required=False, allow_blank=True, default="")
    subject = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    since = serializers.DateTimeField(required=False, default=None)
    until = serializers.DateTimeField(required=False, default=None)
    before = serializers.IntegerField(min_value=1, max_value=10**15, required=False, default=None)


class AuditSubject(Answer):
    """What an act is about."""

    kind = serializers.CharField()
    id = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # DRF's own `label` is another


class AuditEntryAnswer(Answer):
    """An entry of the audit log. `before` and `after` hold the values that the act may change, or the
    command's fields.
    """

    id = serializers.CharField()
    at = serializers.DateTimeField()
    person = serializers.CharField(allow_null=True)
    name = serializers.CharField()
    action = serializers.CharField()
    subject = AuditSubject()
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)
    address = serializers.CharField()
    result = serializers.CharField()


class AuditAnswer(Answer):
    """A page of entries. `next` is the cursor of the following page."""

    entries = AuditEntryAnswer(many=True)
    next = serializers.CharField(allow_null=True)


class AuditView(APIView):
    """`GET /api/v1/organise/audit` with the bearer of an organiser's seat."""

    @extend_schema(parameters=[FilterSerializer], responses=AuditAnswer)
    def get(self, request: Request) -> Response:
        """A page of entries, the newest first, and `next`, the cursor of the following page.

        Refuses `seat.missing`, `wire.forbidden`.
        """
        conference, given = _conference_and_filters(request)
        rows = services.page_of_entries(conference, services.PAGE + 1, **given)
        page = rows[: services.PAGE]
        return Response(
            {
                "entries": [services.entry_body(row) for row in page],
                "next": str(page[-1].pk) if len(rows) > len(page) else None,
            }
        )


class AuditFileView(APIView):
    """`GET /api/v1/organise/audit.csv`: all entries that match the filters, as a stream."""

    @extend_schema(parameters=[FilterSerializer], responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request) -> StreamingHttpResponse:
        """The file. Refuses as `AuditView` does."""
        conference, given = _conference_and_filters(request)
        headers = {
            "Content-Disposition": 'attachment; filename="audit.csv"',
            "Cache-Control": "no-store",
        }
        return StreamingHttpResponse(
            _csv_lines(conference, given), content_type="text/csv; charset=utf-8", headers=headers
        )


async def _csv_lines(conference: int, given: dict[str, Any]) -> AsyncIterator[str]:
    """The lines of the CSV file. They are read a page at a time, so that a long log is never in memory as a whole."""
    yield BYTE_ORDER_MARK + _csv_text([COLUMNS])
    while True:
        rows = await in_thread(partial(services.page_of_entries, conference, services.PAGE, **given))
        if not rows:
            return
        yield _csv_text(_csv_cells(row) for row in rows)
        given = given | {"before": rows[-1].pk}


def _csv_text(rows: Any) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _csv_cells(row: AuditEntry) -> list[str]:
    values = (
        timestamp_text(row.at), str(row.person or ""), row.name, row.action, row.subject_kind, row.subject_id,
        row.subject_label, _json_text(row.before), _json_text(row.after), row.address, row.result,
    )  # fmt: skip
    return [escape_formula(value) for value in values]


def _json_text(value: Any) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _conference_and_filters(request: Request) -> tuple[int, dict[str, Any]]:
    """The conference of the seat, and the filters of the request. A moment without an offset is in the conference's
    zone.
    """
    seat = seat_of_bearer(request)
    check_permission(seat, f"conference/{seat.conference}", "audit.read")
    given = FilterSerializer(data=request.query_params)
    zone = Conference.objects.values_list("timezone", flat=True).get(pk=seat.conference)
    with timezone.override(zone):
        given.is_valid(raise_exception=True)
    return int(seat.conference), dict(given.validated_data)
