"""REST endpoints of documents: organisers upload files, and those who may see a document download them."""

import re
from pathlib import Path

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.http import client_ip
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer, Query
from foundation.text import clean_input
from foundation.wire.execution import check_permission
from sessions.access.rules import CLEARANCE
from sessions.access.services import clearance_in
from sessions.documents import files, intake, rules, services
from sessions.documents.models import Document, DocumentFile
from sessions.permissions import sees_withheld
from sessions.programme.services import shown_conferences

MAX_AT_ONCE = 4 * 1024 * 1024
"""The highest number of octets in one answer, because Daphne keeps in memory what a slow reader has not read."""


class NameQuery(Query):
    """The query of an upload: the name of the file on the sender's device."""

    name = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class Uploaded(Answer):
    """The answer to an upload: the stored file."""

    id = serializers.CharField(source="pk")
    language = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    octets = serializers.IntegerField()
    sha256 = serializers.CharField()


class FileFacts(serializers.Serializer[dict[str, str]]):
    """The facts about an uploaded file, from the request's URL."""

    language = serializers.RegexField(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$", max_length=12)
    name = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class UploadView(APIView):
    """`PUT /api/v1/documents/<id>/files/<language>?name=…` with a bearer: the file itself is the body."""

    scopes = {"PUT": "documents:write"}

    @extend_schema(
        parameters=[NameQuery],
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={201: Uploaded},
    )
    def put(self, request: Request, document: int, language: str) -> Response:
        """Store a PDF or DOCX file as a language version of a document, in place of the former one.

        Refuses `seat.missing`, `wire.forbidden`, `documents.bad_facts`, and what `intake.body_receiver` and
        `services.store_file` do.
        """
        seat = seat_of_bearer(request)
        services.check_upload(seat, document)
        given = {"language": language, "name": Path(request.query_params.get("name", "")).name}
        facts = FileFacts(data=clean_input(given))
        if not facts.is_valid():
            raise Refusal("documents.bad_facts", "Give the file's language, such as fr, and a shorter name.")
        said = facts.validated_data
        body = intake.uploaded_file(request._request)
        try:
            address = client_ip.address(request)
            stored = services.store_file(seat, document, said["language"], said["name"], body, address)
        finally:
            body.discard()
        return Response(Uploaded(stored).data, status=201)


class DownloadView(APIView):
    """`GET /api/v1/documents/files/<id>`: a file, without a seat if everyone may see its document.

    A file above 4 MiB is fetched in parts (`Range: bytes=0-`).
    """

    @extend_schema(
        parameters=[
            OpenApiParameter("Range", str, "header", description="The part, such as bytes=0-4194303.")
        ],
        responses={
            (status, kind): OpenApiTypes.BINARY for status in (200, 206) for kind in files.TYPES.values()
        },
    )
    def get(self, request: Request, file: int) -> HttpResponse:
        """The file, or the part of it that is asked for. Refuses `documents.unknown`, `documents.range_needed`."""
        rows = DocumentFile.objects.filter(
            removed_at=None, document__removed_at=None, document__conference__in=shown_conferences()
        )
        row = rows.filter(pk=file).select_related("document__session", "document__conference").first()
        if row is None:
            raise rules.unknown_refusal()
        if not row.document.is_open:
            check_sees(seat_of_bearer(request), row.document)
        try:
            return _partial_response(row, request.headers.get("Range", ""))
        except FileNotFoundError:
            raise rules.unknown_refusal() from None


def check_sees(seat: Seat, document: Document) -> None:
    """Check that a seat may see a document. Refuses `documents.unknown`, and what `check_permission` does."""
    stream = document.conference.stream
    check_permission(seat, stream, "wire.follow_conference")
    if sees_withheld(seat.roles_in(stream), stream):
        return
    held = clearance_in(seat, str(document.session_id) if document.session_id else None)
    if document.released_at is None:
        # Of an embargoed one, those who run its session see the file too.
        if document.session is None or held < CLEARANCE["staff"]:
            raise rules.unknown_refusal()
    elif held < CLEARANCE[document.shown_to]:
        raise rules.unknown_refusal()


def _partial_response(row: DocumentFile, asked: str) -> HttpResponse:
    path = files.path_of(row.file)
    size = path.stat().st_size
    first, last = _parse_range(asked, size)
    with path.open("rb") as file:
        file.seek(first)
        octets = file.read(last - first + 1)
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name_of(row)}"',
        # No browser shows it as a page of this site: a document may hold a script.
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{row.sha256}"',
    }
    if asked:
        headers["Content-Range"] = f"bytes {first}-{first + len(octets) - 1}/{size}"
    status = 206 if asked else 200
    return HttpResponse(octets, status=status, content_type=files.TYPES[row.kind], headers=headers)


def name_of(row: DocumentFile) -> str:
    """The name under which a browser saves a file: the document's symbol or the file's own name, and the language."""
    words = row.document.symbol or Path(row.name).stem or f"document-{row.document_id}"
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip("-.") or f"document-{row.document_id}"
    return f"{plain}-{row.language}.{row.kind}"


def _parse_range(asked: str, size: int) -> tuple[int, int]:
    """The first and the last octet of the answer to a `Range` header (RFC 9110, section 14.1.2). Refuses
    `documents.range_needed`.
    """
    if not asked and size <= MAX_AT_ONCE:
        return 0, size - 1
    found = re.fullmatch(r"bytes=(\d{1,15})-(\d{0,15})", asked.strip())
    first = int(found[1]) if found else size
    last = int(found[2]) if found and found[2] else size - 1
    if not first <= last or first >= size:
        raise Refusal(
            "documents.range_needed",
            "This file is large: ask for a part of it with a Range header, such as bytes=0-4194303.",
        )
    return first, min(last, size - 1, first + MAX_AT_ONCE - 1)
