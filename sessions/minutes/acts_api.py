"""REST endpoints of the audit export: all acts of a session with all names, for the staff."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.clock import timestamp_text
from foundation.languages import language_of, text_in
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.schema import LANGUAGE
from foundation.rest.serializers import Answer
from foundation.wire.execution import check_permission
from sessions.minutes.acts import acts_for_staff
from sessions.minutes.api import download
from sessions.minutes.readable import ReadingContext
from sessions.minutes.sections import Sentence, Value
from sessions.minutes.services import Place, place_of, section_of
from sessions.minutes.tables import table
from sessions.programme.services import find_session


def _place_and_language(request: Request, session: int) -> tuple[Place, str]:
    """The session, and the language that is requested. Refuses a seat that is not of the session's staff."""
    found = find_session(session)
    check_permission(seat_of_bearer(request), found.stream, "acts.read")
    return place_of(found), language_of(str(request.query_params.get("language", "")))


class ActsAnswer(Answer):
    """The acts of a session. Each has the columns of `acts.csv`."""

    session = serializers.CharField()
    acts = serializers.ListField(child=serializers.DictField())


class ActsView(APIView):
    """`GET /api/v1/sessions/<id>/acts`: the acts as JSON."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[LANGUAGE], responses=ActsAnswer)
    def get(self, request: Request, session: int) -> Response:
        """The acts of the session. Codes are not translated; names and details are in the requested `language`.

        Refuses `seat.missing`, `wire.forbidden`, `wire.unknown_stream`.
        """
        place, language = _place_and_language(request, session)
        reader = ReadingContext(language, place.zone, "")
        section = section_of(place.session, acts_for_staff)
        names = [column.name for column in section.columns]
        rows = [dict(zip(names, row.values, strict=True)) for row in section.rows]
        told = [{name: _plain(value, reader) for name, value in row.items()} for row in rows]
        return Response({"session": str(session), "acts": told}, headers={"Cache-Control": "no-store"})


class ActsFileView(APIView):
    """`GET /api/v1/sessions/<id>/acts.csv`: the acts as a file."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[LANGUAGE], responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, session: int) -> HttpResponse:
        """The acts as CSV, in the same form as the tables of the minutes. Refuses as `ActsView` does."""
        place, language = _place_and_language(request, session)
        section = section_of(place.session, acts_for_staff)
        text = table(section, str(session), language, place.zone)
        return download(place, "acts-for-staff", "csv", "text/csv; charset=utf-8", text)


def _plain(value: Value, reader: ReadingContext) -> Any:
    if isinstance(value, datetime):
        return timestamp_text(value)
    if isinstance(value, Sentence):
        return reader.sentence_text(value)
    return text_in(value, reader.language) if isinstance(value, dict) else value
