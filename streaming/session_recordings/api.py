"""The files of a tape, for those who may have them: a token over REST, then part by part."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.api import seat_of_bearer
from foundation.clock import stamp
from foundation.refusals import Refusal
from foundation.wire.execution import permit
from streaming import ranged_download
from streaming.session_recordings.models import TapeFile

_SALT = "balai.tape"
DOWNLOAD = "tape.download"


class TapeTokenView(APIView):
    """`POST /api/tapes/files/<id>/token` with a seat's bearer: a token to fetch a file of a tape with."""

    def post(self, request: Request, file: int) -> Response:
        """Refuses `seat.missing`, `wire.forbidden`, `wire.wrong_conference`, `tape.no_file`."""
        seat = seat_of_bearer(request)
        row = TapeFile.objects.filter(pk=file).select_related("tape__session").first()
        if row is None:
            raise _no_file()
        permit(seat, row.tape.session.stream, DOWNLOAD)
        token, expires = ranged_download.sign(f"{row.tape.folder}/{row.name}", _SALT)
        return Response({"token": token, "url": "/media/tape", "expires_at": stamp(expires)}, status=201)


def _no_file() -> Refusal:
    return Refusal("tape.no_file", "There is no such file. It may have been deleted.")


@csrf_exempt
def file(request: HttpRequest) -> HttpResponseBase:
    """A part of the file that the bearer's token names."""
    return ranged_download.answer(request, settings.TAPES_DIR, _SALT, _no_file())
