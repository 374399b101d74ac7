"""The files of a session recording over REST: a token, then the file by ranges."""

from math import inf
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.clock import timestamp_text
from foundation.http.problems import problem
from foundation.languages import in_language, language_of
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_or_none
from foundation.rest.schema import LANGUAGE
from foundation.rest.serializers import DownloadToken
from sessions.programme.services import find_session
from sessions.publication.services import check_reads
from streaming import ranged_download
from streaming.captions.api import LanguageQuery
from streaming.captions.transcripts import cues_of
from streaming.session_recordings.models import SessionRecordingFile
from streaming.session_recordings.services import chapters_of
from streaming.webvtt import Cue, webvtt_file

_SALT = "balai.recording"


class SessionRecordingTokenView(APIView):
    """`POST /api/v1/session-recordings/files/<id>/token` with a seat's bearer: a token to download a file.

    Moderators download each file, and others what is published to them (`sessions/publication`).
    """

    @extend_schema(request=None, responses={201: DownloadToken})
    def post(self, request: Request, file: int) -> Response:
        """The token, and when it expires.

        Refuses `seat.missing`, `wire.wrong_conference`, `session_recording.no_file`, and what `check_reads` does.
        """
        row = SessionRecordingFile.objects.filter(pk=file).select_related("recording__session").first()
        if row is None:
            raise _no_file_refusal()
        check_reads(seat_or_none(request), find_session(row.recording.session_id), "recording")
        token, expires = ranged_download.sign_file_token(f"{row.recording.folder}/{row.name}", _SALT)
        return Response(
            {"token": token, "url": "/media/session-recording", "expires_at": timestamp_text(expires)},
            status=201,
        )


class SessionRecordingChaptersView(APIView):
    """`GET /api/v1/session-recordings/files/<id>/chapters.vtt`: the turns in a file, as chapters for its player."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[LANGUAGE], responses={(200, "text/vtt"): OpenApiTypes.STR})
    def get(self, request: Request, file: int) -> HttpResponse:
        """The chapters as WebVTT, from the beginning of the file. Who may have the file may have them; without a seat
        if the recording is published to everyone.

        Refuses `seat.missing`, `wire.wrong_conference`, `session_recording.no_file`, and what `check_reads` does.
        """
        row = SessionRecordingFile.objects.filter(pk=file).select_related("recording__session").first()
        if row is None:
            raise _no_file_refusal()
        session = find_session(row.recording.session_id)
        check_reads(seat_or_none(request), session, "recording")
        language = language_of(str(request.query_params.get("language", "")))
        cues = [Cue(each.begins, each.ends, each.title) for each in chapters_of(row.recording, language)]
        # The length of a file that was not finished is unknown.
        ends = row.at + row.seconds if row.seconds else inf
        written = webvtt_file(cues, row.at, ends, in_language(session.title, language))
        headers = {
            "Content-Disposition": f'inline; filename="{Path(row.name).stem}-chapters.vtt"',
            "Cache-Control": "no-store",
        }
        return HttpResponse(written, content_type="text/vtt; charset=utf-8", headers=headers)


class SessionRecordingCaptionsView(APIView):
    """`GET /api/v1/session-recordings/files/<id>/captions.vtt`: the captions of a file in one language."""

    scopes = {"GET": "record:read"}

    @extend_schema(parameters=[LanguageQuery], responses={(200, "text/vtt"): OpenApiTypes.STR})
    def get(self, request: Request, file: int) -> HttpResponse:
        """The captions as WebVTT, from the begin of the file, for those who may have both the file and the minutes.

        Refuses `seat.missing`, `wire.wrong_conference`, `session_recording.no_file`, and what `check_reads` does.
        """
        row = SessionRecordingFile.objects.filter(pk=file).select_related("recording__session").first()
        if row is None:
            raise _no_file_refusal()
        session, seat = find_session(row.recording.session_id), seat_or_none(request)
        check_reads(seat, session, "recording")
        check_reads(seat, session, "minutes")
        query = LanguageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        ends = row.at + row.seconds if row.seconds else inf
        cues = cues_of(session, query.validated_data["language"], row.recording.started_at)
        return HttpResponse(
            webvtt_file(cues, row.at, ends, ""),
            content_type="text/vtt; charset=utf-8",
            headers={"Cache-Control": "no-store"},
        )


def _no_file_refusal() -> Refusal:
    return Refusal(
        "session_recording.no_file",
        "There is no such file, or it was deleted. Look at the list of recordings again.",
    )


def open_file(request: HttpRequest, file: int) -> HttpResponseBase:
    """A range of a file of a recording that is published to everyone. A player can use this URL, because it needs no
    token.
    """
    row = SessionRecordingFile.objects.filter(pk=file).select_related("recording__session").first()
    try:
        if row is None:
            raise _no_file_refusal()
        check_reads(None, find_session(row.recording.session_id), "recording")
    except Refusal as refusal:
        return problem(refusal.code, refusal.message)
    path = settings.RECORDINGS_DIR / row.recording.folder
    return ranged_download.answer_without_token(request, path, row.name, _no_file_refusal())


@csrf_exempt
def download(request: HttpRequest) -> HttpResponseBase:
    """A range of the file that the bearer's token names."""
    return ranged_download.answer_with_token(request, settings.RECORDINGS_DIR, _SALT, _no_file_refusal())
