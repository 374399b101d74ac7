"""A recording looked at before it is played: by moderators, and by those who handed it in.

A seat asks for a token of a minute; with it the file is fetched part by part. No secret stands in an address.
"""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.ids import number
from foundation.problems import problem, wrong_method
from foundation.refusals import Refusal
from foundation.registry import house
from foundation.wire.commands import permit
from streaming.recordings import files
from streaming.recordings.models import Recording

_SALT = "balai.recording"
PREVIEW = "recording.preview"
MOST_AT_ONCE = 4 * 1024 * 1024
TYPES = {".webm": "video/webm", ".mp4": "video/mp4"}


def token(seat: Seat, party: str) -> tuple[str, datetime]:
    """A token for a party's recording, and when it expires.

    Refuses `wire.forbidden`, `wire.wrong_conference`, `recording.none`.
    """
    row = (
        Recording.objects.filter(party=number(party), state=Recording.State.READY)
        .select_related("party")
        .first()
    )
    if row is None:
        raise _none()
    own = seat.party == party and house().allows(seat.roles, "recording.submit")
    permit(seat, row.party.conference.stream, "recording.submit" if own else PREVIEW)
    expires = clock.now() + timedelta(seconds=settings.MEDIA_TOKEN_SECONDS)
    return signing.dumps({"file": row.file, "expires": int(expires.timestamp())}, salt=_SALT), expires


def _none() -> Refusal:
    return Refusal("recording.none", "There is no recording of this party that could be played.")


@csrf_exempt
def file(request: HttpRequest) -> HttpResponseBase:
    """A part of the file that the bearer's token names: `Range: bytes=0-`, at most 4 MiB at a time."""
    if request.method not in ("GET", "HEAD"):
        return wrong_method(request, ["GET", "HEAD"])
    try:
        return _part(_path(request.headers.get("Authorization", "")), request.headers.get("Range", ""))
    except Refusal as refusal:
        return problem(refusal.code, refusal.message)


def _path(header: str) -> Path:
    scheme, _, given = header.partition(" ")
    if scheme.lower() != "bearer" or not given:
        raise Refusal("media.token_missing", "Send the media token as a bearer in the Authorization header.")
    try:
        content = signing.loads(given.strip(), salt=_SALT)
    except signing.BadSignature:
        raise Refusal("media.token_forged", "This media token was not given by this server.") from None
    if datetime.fromtimestamp(content["expires"], tz=UTC) <= clock.now():
        raise Refusal("media.token_expired", "This media token has expired. Ask for a new one.")
    return files.path_of(content["file"])


def _part(path: Path, asked: str) -> HttpResponse:
    try:
        size = path.stat().st_size
        first, last = _range(asked, size)
        with path.open("rb") as film:
            film.seek(first)
            octets = film.read(last - first + 1)
    except FileNotFoundError:
        raise _none() from None
    return HttpResponse(
        octets,
        status=206,
        content_type=TYPES.get(path.suffix, "application/octet-stream"),
        headers={
            "Accept-Ranges": "bytes",
            "Content-Range": f"bytes {first}-{first + len(octets) - 1}/{size}",
            "Cache-Control": "no-store",
            "Content-Disposition": "inline",
        },
    )


def _range(asked: str, size: int) -> tuple[int, int]:
    """The first and the last octet that are sent (RFC 9110, section 14.1.2)."""
    found = re.fullmatch(r"bytes=(\d{1,15})-(\d{0,15})", asked.strip())
    first = int(found[1]) if found else size
    last = int(found[2]) if found and found[2] else size - 1
    if not first <= last or first >= size:
        raise Refusal(
            "recording.range_needed",
            "Ask for a part of the file with a Range header, such as bytes=0-4194303.",
        )
    return first, min(last, size - 1, first + MOST_AT_ONCE - 1)
