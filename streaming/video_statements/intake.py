"""Decides who may upload before any of a file has come, and gives the file to the application."""

from functools import partial
from weakref import WeakValueDictionary

from django.conf import settings
from django.http import HttpRequest

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.http.upload_hooks import FILE, Head
from foundation.ids import number
from foundation.refusals import Refusal
from foundation.wire.execution import check_roles, permit
from streaming.video_statements import upload_watch
from streaming.video_statements.files import Arriving
from streaming.video_statements.models import VideoStatement

ADDRESS = "/api/video-statement"
SUBMIT = "video_statement.submit"
CHUNK = 64 * 1024
HANDED_IN = (VideoStatement.State.CONVERTING, VideoStatement.State.READY)

_arriving: WeakValueDictionary[str, Arriving] = WeakValueDictionary()


def body_of(head: Head) -> Arriving | None:
    """Where a body goes: a recording into a file, which is watched while it comes; None for anything else.

    It runs in the event loop and asks no database. Refuses what `begin` does.
    """
    if (head.method, head.path) != ("PUT", ADDRESS):
        return None
    seat = seats.of_bearer(head.authorization)
    body = begin(seat, head.length)
    upload_watch.begin(body, partial(permit_still, seat))
    return body


def begin(seat: Seat, length: int | None) -> Arriving:
    """A file for the recording of a seat's party, which has one on its way at a time.

    Refuses `seat.missing`, `seat.forged`, `seat.expired`, `wire.forbidden`, `video_statement.no_party`,
    `video_statement.busy`, `video_statement.too_large`, `video_statement.no_room`.
    """
    party = party_of(seat)
    before = _arriving.get(party)
    if before is not None and before.is_open:
        raise Refusal(
            "video_statement.busy", "Your party is sending a recording already. Wait until it is there."
        )
    _arriving[party] = body = Arriving(length)
    return body


def permit_still(seat: Seat) -> None:
    """Refuse a seat that may not, or no longer, hand in what it began to send, as the database knows it now.

    A seat that the staff gave out replaces nothing that the party handed in.
    """
    now = seats.current(seat)
    permit(now, f"conference/{now.conference}", SUBMIT)
    party = party_of(now)
    if party != seat.party:
        raise Refusal("wire.forbidden", "Your seat is another party's now. Hand the recording in again.")
    if now.given_out and VideoStatement.objects.filter(party=number(party), state__in=HANDED_IN).exists():
        raise seats.given_out()


def most_octets() -> int:
    """The largest size of a video statement, in octets."""
    return int(settings.RECORDING_MOST_MEGABYTES) * 1_000_000


def most_seconds() -> int:
    """The longest duration of a video statement, in seconds."""
    return int(settings.RECORDING_MOST_SECONDS)


def party_of(seat: Seat) -> str:
    """The party that the seat hands in for. Refuses `wire.forbidden`, `video_statement.no_party`."""
    check_roles(seat, SUBMIT)
    if seat.session:
        raise seats.other_session()
    if seat.party is None:
        raise Refusal(
            "video_statement.no_party", "A recording is handed in for a party, and your seat is of none."
        )
    return seat.party


def arrived(request: HttpRequest) -> Arriving:
    """The file that a request brought; read from its body where the server has not put it into one."""
    body = getattr(request, "scope", {}).get("extensions", {}).get(FILE)
    if isinstance(body, Arriving):
        body.has_come = True
        body.check()
        return body
    length = request.headers.get("Content-Length", "")
    seat = seats.of_bearer(request.headers.get("Authorization", ""))
    body = begin(seat, int(length) if length.isdecimal() else None)
    while octets := request.read(CHUNK):
        body.write(octets)
    return body
