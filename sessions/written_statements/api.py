"""REST endpoints of written statements: a party hands in a document, and those who may read it fetch it."""

import io
from collections.abc import Mapping
from dataclasses import asdict
from typing import IO, Any, get_args

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from pydantic import ValidationError
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from foundation.registry import registry
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Answer
from foundation.text import clean_input
from foundation.wire.execution import check_permission, validation_sentence
from sessions.programme.models import Session
from sessions.programme.services import find_session
from sessions.written_statements import docx_writer, files, intake, protocol
from sessions.written_statements.models import WrittenStatement

READ_HELD, READ_ORIGINAL = "written.read_held", "written.read_original"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class AnyFile(BaseParser):
    """A parser of REST framework: gives the view the request's body as `file`, whatever its content type. It reads one
    octet more than the limit, so that a file that is too large can be detected.
    """

    media_type = "*/*"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, bytes]:
        return {"file": stream.read(intake.most_octets() + 1)}


class HandedIn(Answer):
    """The answer: the statement that was stored."""

    statement = serializers.CharField()
    words = serializers.IntegerField()
    held = serializers.BooleanField()


class DocumentPreviewAnswer(Answer):
    """The answer if nothing was stored: the text that would be read from the document, and how much would be
    left out.
    """

    text = serializers.CharField()
    rich = serializers.BooleanField()
    words = serializers.IntegerField()
    left_out = serializers.DictField(child=serializers.IntegerField())


class UploadLimit(Answer):
    """The largest size of a document, in bytes."""

    most_octets = serializers.IntegerField()


class StatementAnswer(Answer):
    """A statement. `file` is the kind of the document that was handed in, or "" if the text was typed."""

    text = serializers.CharField(allow_blank=True)
    rich = serializers.BooleanField()
    words = serializers.IntegerField()
    language = serializers.CharField()
    file = serializers.CharField(allow_blank=True)


ABOUT = [
    OpenApiParameter(
        "language", {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$"}, required=True
    ),
    OpenApiParameter("on_behalf_of", str, description="The group, if it speaks for one."),
    OpenApiParameter("spoken", bool, description="It will be spoken or read out, and is held until then."),
    OpenApiParameter(
        "kind",
        str,
        enum=get_args(protocol.Prepared),
        description="The kind of turn in which it will be spoken.",
    ),
    OpenApiParameter("replaces", str, description="A held statement of the party, which this one replaces."),
    OpenApiParameter("confirmed", bool, description="The sender confirms what is left out."),
]


class HandInView(APIView):
    """`PUT /api/v1/sessions/<id>/written?language=…`: the body is the document, the query has the facts about it."""

    parser_classes = [AnyFile]

    @extend_schema(
        parameters=ABOUT,
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={200: DocumentPreviewAnswer, 201: HandedIn},
    )
    def put(self, request: Request, session: int) -> Response:
        """Hand in the document. Returns the statement as its party sees it.

        If parts of the document are left out and the sender has not `confirmed` that, nothing is handed in: the
        response is 200, with the text and how much is left out.

        Refuses `seat.missing`, `wire.forbidden`, `written.bad_facts`, and what `intake.receive_document` refuses.
        """
        seat, found = seat_of_bearer(request), find_session(session)
        check_permission(seat, found.stream, intake.SUBMIT)
        about, confirmed = _facts_of_request(request)
        taken = intake.receive_document(seat, found, about, _uploaded_file(request), confirmed=confirmed)
        if isinstance(taken, intake.DocumentPreview):
            return Response(asdict(taken))
        return Response({"statement": str(taken.pk), "words": taken.words, "held": taken.held}, status=201)

    @extend_schema(auth=[], responses=UploadLimit)
    def get(self, request: Request, session: int) -> Response:
        """The largest size of a document, in bytes."""
        return Response({"most_octets": intake.most_octets()})


def _facts_of_request(request: Request) -> tuple[protocol.About, bool]:
    """The facts about the statement in the request's query, and whether the sender accepts that parts are left out."""
    said: dict[str, str] = clean_input(request.query_params.dict())
    confirmed = said.pop("confirmed", "") == "true"
    try:
        return protocol.About.model_validate(said), confirmed
    except ValidationError as error:
        raise Refusal("written.bad_facts", validation_sentence(error)) from None


def _uploaded_file(request: Request) -> bytes:
    """The uploaded file. Empty if there is no body, because DRF then calls no parser."""
    return request.data["file"] if isinstance(request.data, dict) and "file" in request.data else b""


class StatementView(APIView):
    """`GET /api/v1/sessions/<id>/written/<statement>`: the text of a statement. A held text needs the permission to
    read it.
    """

    scopes = {"GET": "documents:read"}

    @extend_schema(responses=StatementAnswer)
    def get(self, request: Request, session: int, statement: int) -> Response:
        """The text. Refuses `seat.missing`, `wire.forbidden`, `wire.wrong_conference`, `written.unknown`."""
        row = _readable_statement(seat_of_bearer(request), find_session(session), statement)
        body = {"text": row.text, "rich": row.rich, "words": row.words, "language": row.language}
        body["file"] = row.file.rpartition(".")[2]
        return Response(body, headers={"Cache-Control": "no-store"})


class StatementFileView(APIView):
    """`GET /api/v1/sessions/<id>/written/<statement>/file`: a document that the server made from the statement's text.
    It exists if the party handed in a file.
    """

    scopes = {"GET": "documents:read"}

    @extend_schema(responses={(200, DOCX): OpenApiTypes.BINARY})
    def get(self, request: Request, session: int, statement: int) -> FileResponse:
        """The document. Refuses what `StatementView` refuses, and `written.no_file`."""
        row = _readable_statement(seat_of_bearer(request), find_session(session), statement)
        if not row.file:
            raise _no_file_refusal()
        document = docx_writer.docx_file(row.text, rich=row.rich, language=row.language)
        return _attachment(io.BytesIO(document), f"statement-{row.pk}.docx", DOCX)


class StatementOriginalView(APIView):
    """`GET /api/v1/sessions/<id>/written/<statement>/original`: the original file, unchecked, for staff only."""

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, session: int, statement: int) -> FileResponse:
        """Return the original file. Refuses what `StatementView` refuses, and `written.no_file`."""
        seat, found = seat_of_bearer(request), find_session(session)
        check_permission(seat, found.stream, READ_ORIGINAL)
        row = _readable_statement(seat, found, statement)
        if not row.file:
            raise _no_file_refusal()
        try:
            original = files.path_of(row.file).open("rb")
        except FileNotFoundError:
            raise _no_file_refusal() from None
        kind = row.file.rpartition(".")[2]
        return _attachment(original, f"unchecked-original-{row.pk}.{kind}", "application/octet-stream")


def _no_file_refusal() -> Refusal:
    return Refusal("written.no_file", "This statement was typed, so there is no file of it. Read its text.")


def _attachment(file: IO[bytes], name: str, content_type: str) -> FileResponse:
    """A response with a file that browsers save and never display, because it may be malicious."""
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": "sandbox; default-src 'none'"}
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type, headers=headers)


def _readable_statement(seat: Seat, session: Session, statement: int) -> WrittenStatement:
    """The statement, if the seat may read it now: it is published, or its own party's, or held and the seat has the
    permission.
    """
    row = WrittenStatement.objects.filter(session=session, pk=statement, withdrawn=False).first()
    if row is None:
        raise Refusal(
            "written.unknown", "This statement is no longer here. Look at the list of statements again."
        )
    own = seat.party == str(row.party_id) and registry().allows(seat.roles_in(session.stream), intake.SUBMIT)
    if row.held and own and seat.given_out:
        raise seats.given_out_refusal()
    check_permission(seat, session.stream, READ_HELD if row.held and not own else "wire.follow_session")
    return row
