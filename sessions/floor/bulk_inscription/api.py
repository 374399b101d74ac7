"""REST endpoint that previews a file for the list of speakers: `POST /api/v1/sessions/<id>/inscriptions`. It puts
nobody on the list.
"""

from collections.abc import Mapping
from typing import IO, Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import clock
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer
from foundation.wire.execution import check_permission
from sessions.floor.bulk_inscription.services import JudgedRow, preview
from sessions.floor.bulk_inscription.sheet import MAX_BYTES
from sessions.programme.services import find_session


class AnyFile(BaseParser):
    """A parser of REST framework: gives the view the request's body as `file`, whatever its content type. It reads one
    octet more than the limit, so that a file that is too large can be detected.
    """

    media_type = "*/*"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, bytes]:
        return {"file": stream.read(MAX_BYTES + 1)}


class JudgedRowAnswer(Answer):
    """One row of the file: the values that were understood (`row`), and the verdict on them."""

    line = serializers.IntegerField()
    cells = serializers.DictField(child=serializers.CharField(allow_blank=True))
    row = serializers.DictField(allow_null=True)
    verdict = serializers.ChoiceField(["good", "elsewhere", "refused"])
    code = serializers.CharField(allow_blank=True)
    message = serializers.CharField(allow_blank=True)
    group_warning = serializers.CharField(allow_blank=True)
    party_theme = serializers.CharField(allow_blank=True)


class InscriptionsAnswer(Answer):
    """The preview of a file: its rows, the headers of columns that are not used, and whether the list is closed
    (`late`).
    """

    rows = JudgedRowAnswer(many=True)
    ignored = serializers.ListField(child=serializers.CharField())
    late = serializers.BooleanField()


class InscriptionsView(APIView):
    """Previews a file. The command `floor.inscribe_many` then puts its rows on the list."""

    parser_classes = [AnyFile]

    @extend_schema(request={"text/csv": OpenApiTypes.BINARY}, responses=InscriptionsAnswer)
    def post(self, request: Request, session: int) -> Response:
        """Each row with its verdict: `good`, `elsewhere` (the list of another theme) or `refused`.

        Refuses `seat.missing`, `wire.forbidden`, and an unreadable file (`inscriptions.…`).
        """
        seat = seat_of_bearer(request)
        found = find_session(session)
        check_permission(seat, found.stream, "floor.inscribe_many")
        seen = preview(Context(seat, found.stream, clock.now()), _file(request))
        return Response(
            {"rows": [_preview_body(row) for row in seen.rows], "ignored": seen.ignored, "late": seen.late}
        )


def _file(request: Request) -> bytes:
    """The uploaded file. Empty if there is no body, because DRF then calls no parser."""
    return request.data["file"] if isinstance(request.data, dict) and "file" in request.data else b""


def _preview_body(judged: JudgedRow) -> dict[str, Any]:
    refusal = judged.verdict if isinstance(judged.verdict, Refusal) else None
    elsewhere = refusal is not None and refusal.code == "inscriptions.other_theme"
    return {
        "line": judged.line.number,
        "cells": judged.line.cells,
        "row": judged.row.model_dump(mode="json") if judged.row else None,
        "verdict": "good" if refusal is None else "elsewhere" if elsewhere else "refused",
        "code": refusal.code if refusal else "",
        "message": refusal.message if refusal else "",
        "group_warning": "" if isinstance(judged.verdict, Refusal) else judged.verdict.group_warning,
        "party_theme": judged.party_theme,
    }
