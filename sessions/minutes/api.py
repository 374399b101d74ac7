"""REST endpoints of the minutes: live while the session runs, and to download as HTML and CSV."""

import io
import zipfile
from collections.abc import Collection
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.languages import language_of
from foundation.rest.authentication import seat_or_none
from foundation.rest.schema import IF_NONE_MATCH, LANGUAGE
from sessions.minutes import services
from sessions.minutes.services import Place, ReadableMinutes
from sessions.minutes.tables import table
from sessions.minutes.texts import texts
from sessions.programme.models import Session
from sessions.programme.services import find_session
from sessions.publication.services import check_reads, may_read


def _session_language_and_parts(request: Request, session: int) -> tuple[Session, str, frozenset[str]]:
    """What is asked for: the session, the language, and the parts that the reader may not read. Refuses a seat that may
    not read the session's minutes.
    """
    found, seat = find_session(session), seat_or_none(request)
    check_reads(seat, found, "minutes")
    language = language_of(str(request.query_params.get("language", "")))
    return found, language, parts_withheld(seat, found)


def parts_withheld(seat: Seat | None, session: Session) -> frozenset[str]:
    """The names of those parts of a session whose content in the minutes this seat may not read."""
    return frozenset() if may_read(seat, session, "questions") else frozenset({"questions"})


class MinutesView(APIView):
    """The minutes of a session as they are now."""

    scopes = {"GET": "record:read"}

    @extend_schema(
        parameters=[LANGUAGE, IF_NONE_MATCH],
        responses={200: ReadableMinutes, 304: OpenApiResponse(description="The client has this version.")},
    )
    def get(self, request: Request, session: int) -> HttpResponse:
        """JSON in the requested `language`. 304 if the client has this version already.

        Refuses `seat.missing`, `wire.wrong_conference`, `wire.unknown_stream`, and what `check_reads` does.
        """
        found, language, without = _session_language_and_parts(request, session)
        tag = f'W/"{services.version_of(found)}.{language}{"".join(f".{part}" for part in without)}"'
        headers = {"ETag": tag, "Cache-Control": "no-store"}
        if request.headers.get("If-None-Match") == tag:
            return HttpResponse(status=304, headers=headers)
        return HttpResponse(
            services.json_of(found, language, without), content_type="application/json", headers=headers
        )


class MinutesFileView(APIView):
    """The minutes of a session as a file to download."""

    scopes = {"GET": "record:read"}

    @extend_schema(
        parameters=[
            LANGUAGE,
            OpenApiParameter(
                "name", str, OpenApiParameter.PATH, description="`minutes`, or a section's name."
            ),
            OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=["html", "csv", "zip"]),
        ],
        responses={
            (200, "text/html"): OpenApiTypes.STR,
            (200, "text/csv"): OpenApiTypes.STR,
            (200, "application/zip"): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request, session: int, name: str, kind: str) -> HttpResponse:
        """`minutes.html`, `minutes.zip` with all tables, or `….csv` of a section. Refuses as `MinutesView` does."""
        found, language, without = _session_language_and_parts(request, session)
        place = services.place_of(found)
        match name, kind:
            case "minutes", "html":
                return download(
                    place, name, kind, "text/html; charset=utf-8", _page(found, language, without)
                )
            case "minutes", "zip":
                return download(place, name, kind, "application/zip", _archive(place, language, without))
            case _, "csv":
                tables = dict(_tables(place, language, without, only=name))
                if name in tables:
                    return download(place, name, kind, "text/csv; charset=utf-8", tables[name])
        raise NotFound("The minutes have no such file.")


def _page(session: Session, language: str, without: Collection[str]) -> str:
    minutes = services.minutes_of(session, language, without)
    words = {key: text for key, text in texts(language).items() if "." not in key}
    with translation.override(language):
        return render_to_string("minutes.html", {"minutes": minutes, "words": words})


def _tables(place: Place, language: str, without: Collection[str], only: str = "") -> list[tuple[str, str]]:
    number = str(place.session.pk)
    sections = services.sections_of(place.session, without, only)
    return [(each.name, table(each, number, language, place.zone)) for each in sections]


def _archive(place: Place, language: str, without: Collection[str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _tables(place, language, without):
            archive.writestr(f"{name}.csv", text)
    return packed.getvalue()


def download(place: Place, name: str, kind: str, content_type: str, content: str | bytes) -> HttpResponse:
    """A response that browsers save as a file. The file's name has the session's number and day."""
    filename = f"{place.session.conference.slug}-session-{place.session.pk}-{place.date}-{name}.{kind}"
    headers: dict[str, Any] = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
