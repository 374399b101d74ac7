"""Decides who may upload before a file arrives, and hands the file to the view."""

from functools import partial
from weakref import WeakValueDictionary

from django.conf import settings
from django.http import HttpRequest

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.http.upload_hooks import FILE, Head
from foundation.ids import number
from foundation.refusals import Refusal
from foundation.wire.execution import check_permission, check_roles
from streaming.video_statements import upload_watch
from streaming.video_statements.files import IncomingUpload
from streaming.video_statements.models import VideoStatement

ADDRESS = "/api/v1/video-statement"
SUBMIT = "video_statement.submit"
CHUNK = 64 * 1024
HANDED_IN = (VideoStatement.State.CONVERTING, VideoStatement.State.READY)

_arriving: WeakValueDictionary[str, IncomingUpload] = WeakValueDictionary()


def body_receiver(head: Head) -> IncomingUpload | None:
    """Return the file for the body of a request that uploads a video statement, and None for any other request.

    It runs in the event loop and does not use the database. Refuses what `begin_upload` does.
    """
    if (head.method, head.path) != ("PUT", ADDRESS):
        return None
    seat = seats.of_bearer(head.authorization)
    body = begin_upload(seat, head.length)
    upload_watch.watch_upload(body, partial(permit_upload, seat))
    return body


def begin_upload(seat: Seat, length: int | None) -> IncomingUpload:
    """Make the file for an upload by a seat's party. A party uploads one video statement at a time.

    Refuses `seat.missing`, `seat.forged`, `seat.expired`, `wire.forbidden`, `video_statement.no_party`,
    `video_statement.busy`, `video_statement.too_large`, `video_statement.no_room`.
    """
    party = party_of(seat)
    before = _arriving.get(party)
    if before is not None and before.is_open:
        raise Refusal(
            "video_statement.busy", "Your party is sending a video statement already. Wait until it is there."
        )
    _arriving[party] = body = IncomingUpload(length)
    return body


def permit_upload(seat: Seat) -> None:
    """Refuse a seat that may not upload, by the state of the database now. The permission may have been withdrawn
    meanwhile.

    A seat that the staff gave out cannot replace what the party handed in.
    """
    now = seats.current(seat)
    check_permission(now, f"conference/{now.conference}", SUBMIT)
    party = party_of(now)
    if party != seat.party:
        raise Refusal(
            "wire.forbidden", "Your seat is another party's now. Hand the video statement in again."
        )
    if now.given_out and VideoStatement.objects.filter(party=number(party), state__in=HANDED_IN).exists():
        raise seats.given_out_refusal()


def most_octets() -> int:
    """The largest size of a video statement, in octets."""
    return int(settings.VIDEO_STATEMENT_MOST_MEGABYTES) * 1_000_000


def most_seconds() -> int:
    """The longest duration of a video statement, in seconds."""
    return int(settings.VIDEO_STATEMENT_MOST_SECONDS)


def party_of(seat: Seat) -> str:
    """The party for which a seat hands in a video statement. Refuses `wire.forbidden`, `video_statement.no_party`."""
    check_roles(seat, SUBMIT, f"conference/{seat.conference}")
    if seat.session:
        raise seats.other_session_refusal()
    if seat.party is None:
        raise Refusal(
            "video_statement.no_party",
            "A video statement is handed in for a party, but your seat belongs to none. Take a seat of your party.",
        )
    return seat.party


def uploaded_file(request: HttpRequest) -> IncomingUpload:
    """Return the uploaded file of a request. If the server has not stored the body yet, read it now."""
    body = getattr(request, "scope", {}).get("extensions", {}).get(FILE)
    if isinstance(body, IncomingUpload):
        body.has_come = True
        body.check()
        return body
    length = request.headers.get("Content-Length", "")
    seat = seats.of_bearer(request.headers.get("Authorization", ""))
    body = begin_upload(seat, int(length) if length.isdecimal() else None)
    while octets := request.read(CHUNK):
        body.write(octets)
    return body
