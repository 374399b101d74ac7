"""REST endpoints of captions: the transcript of a session page by page, and as WebVTT."""

from datetime import datetime
from math import inf
from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation import ids
from foundation.clock import timestamp_text
from foundation.database import write_transaction
from foundation.languages import in_language
from foundation.rest.authentication import seat_of_bearer, seat_or_none
from foundation.rest.serializers import Answer, Query
from sessions.models import Session, Turn
from sessions.programme.services import find_session
from sessions.publication.services import check_reads
from sessions.resources import body_schemas
from sessions.resources.api import command_members
from sessions.resources.conditional_writes import run_command
from streaming.captions import protocol
from streaming.captions.models import Caption
from streaming.captions.projections import facts_of
from streaming.captions.transcripts import cues_of
from streaming.webvtt import webvtt_file

LANGUAGE_PATTERN = r"^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$"


class LanguageQuery(Query):
    """The query: the language of the captions, as a BCP 47 tag."""

    language = serializers.RegexField(LANGUAGE_PATTERN, max_length=35)


class CaptionsQuery(LanguageQuery):
    """The query: the language, which words, and which page."""

    q = serializers.CharField(max_length=100, required=False)
    before = serializers.RegexField(r"^[1-9][0-9]{0,9}$", required=False)
    limit = serializers.IntegerField(min_value=1, max_value=500, default=200)


BODY = {"application/json": body_schemas.command_schema(protocol.WriteCaption)}
"""The body: a final caption, as the command `caption.write` takes it."""

COMING = {"application/json": body_schemas.command_schema(protocol.WriteComingCaption)}
"""The body: words that may still change, as the command `caption.write_coming` takes them."""


class CaptionTurn(Answer):
    """A turn: its id as in a caption, the party that had the floor, and since when."""

    id = serializers.CharField()
    party = serializers.CharField()
    started_at = serializers.CharField()


class CaptionsAnswer(Answer):
    """A page of captions, the oldest first, as the entity `caption` of the wire.

    `next` is the cursor of the page before it, or null. `turns` are those in which the captions were spoken.
    """

    items = serializers.ListField(child=serializers.DictField())
    turns = CaptionTurn(many=True)
    next = serializers.CharField(allow_null=True)


class CaptionsView(APIView):
    """`GET /api/v1/sessions/<id>/captions?language=en`: what was said, in one language."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[CaptionsQuery], responses=CaptionsAnswer)
    def get(self, request: Request, session: int) -> Response:
        """A page of captions, the latest if no cursor is given, for those who may read the minutes.

        Refuses `wire.unknown_stream`, and what `check_reads` does.
        """
        found = _readable_session(request, session)
        query = CaptionsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        wanted = query.validated_data
        rows = Caption.objects.filter(session=found, language=wanted["language"], removed=False)
        if "q" in wanted:
            rows = rows.filter(text__icontains=wanted["q"])
        if "before" in wanted:
            rows = rows.filter(number__lt=ids.number(wanted["before"]))
        page = list(rows.order_by("-number")[: wanted["limit"] + 1])
        shown = page[: wanted["limit"]][::-1]
        numbers = {row.turn for row in shown if row.turn is not None}
        turns = Turn.objects.filter(session=found, number__in=numbers).order_by("number")
        return Response(
            {
                "turns": [
                    {
                        "id": str(turn.number),
                        "party": str(turn.party_id),
                        "started_at": timestamp_text(turn.started_at),
                    }
                    for turn in turns
                ],
                "items": [facts_of(row).model_dump(mode="json") for row in shown],
                "next": str(shown[0].number) if len(page) > len(shown) else None,
            }
        )

    @extend_schema(request=BODY, responses={201: None})
    def post(self, request: Request, session: int) -> Response:
        """Write a final caption, as the command `caption.write` does. Refuses what the command refuses."""
        _run(request, session, command_members(request) | {"type": "caption.write"})
        return Response(status=201)


class ComingCaptionsView(APIView):
    """`PUT /api/v1/sessions/<id>/captions/coming`: the words of a language that may still change."""

    @extend_schema(request=COMING, responses={204: None})
    def put(self, request: Request, session: int) -> Response:
        """Show words that may still change, as the command `caption.write_coming` does. Refuses what it refuses."""
        _run(request, session, command_members(request) | {"type": "caption.write_coming"})
        return Response(status=204)


class CaptionsFileView(APIView):
    """`GET /api/v1/sessions/<id>/captions.vtt?language=en`: the whole transcript as WebVTT."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[LanguageQuery], responses={(200, "text/vtt"): OpenApiTypes.STR})
    def get(self, request: Request, session: int) -> HttpResponse:
        """The captions, in the time since the session was opened, for those who may read the minutes.

        Refuses `wire.unknown_stream`, and what `check_reads` does.
        """
        found = _readable_session(request, session)
        query = LanguageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        language = query.validated_data["language"]
        began: datetime = found.opened_at or found.starts_at
        written = webvtt_file(cues_of(found, language, began), 0, inf, in_language(found.title, language))
        headers = {
            "Content-Disposition": f'inline; filename="session-{found.pk}-{language}.vtt"',
            "Cache-Control": "no-store",
        }
        return HttpResponse(written, content_type="text/vtt; charset=utf-8", headers=headers)


def _readable_session(request: Request, session: int) -> Session:
    found = find_session(session)
    check_reads(seat_or_none(request), found, "minutes")
    return found


def _run(request: Request, session: int, command: dict[str, Any]) -> None:
    seat, found = seat_of_bearer(request), find_session(session)
    with write_transaction():
        run_command(request, seat, f"captions/{found.pk}", command)
