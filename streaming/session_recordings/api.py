"""The files of a session recording over REST: a token, then the file by ranges."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.clock import stamp
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import DownloadToken
from foundation.wire.execution import permit
from streaming import ranged_download
from streaming.session_recordings.models import SessionRecordingFile

_SALT = "balai.recording"
DOWNLOAD = "session_recording.download"


class SessionRecordingTokenView(APIView):
    """`POST /api/v1/session-recordings/files/<id>/token` with a seat's bearer: a token to download a file."""

    @extend_schema(request=None, responses={201: DownloadToken})
    def post(self, request: Request, file: int) -> Response:
        """The token, and when it expires.

        Refuses `seat.missing`, `wire.forbidden`, `wire.wrong_conference`, `session_recording.no_file`.
        """
        seat = seat_of_bearer(request)
        row = SessionRecordingFile.objects.filter(pk=file).select_related("recording__session").first()
        if row is None:
            raise _no_file_refusal()
        permit(seat, row.recording.session.stream, DOWNLOAD)
        token, expires = ranged_download.sign(f"{row.recording.folder}/{row.name}", _SALT)
        return Response(
            {"token": token, "url": "/media/session-recording", "expires_at": stamp(expires)}, status=201
        )


def _no_file_refusal() -> Refusal:
    return Refusal(
        "session_recording.no_file",
        "There is no such file, or it was deleted. Look at the list of recordings again.",
    )


@csrf_exempt
def download(request: HttpRequest) -> HttpResponseBase:
    """A range of the file that the bearer's token names."""
    return ranged_download.answer(request, settings.RECORDINGS_DIR, _SALT, _no_file_refusal())
