"""The only writer of seat transfers: a one-time code moves a seat to another device, and it can move back."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from foundation.registry import SignalSource
from foundation.wire import signals
from sessions.programme.services import find_streams
from sessions.seats.transfer.models import Continuation, SeatDevice
from sessions.seats.transfer.protocol import SeatAt

CODE_LIFETIME = timedelta(minutes=2)
REMEMBERED_FOR = timedelta(days=1)
"""For how long after its use or end a code is remembered, so that it can be told from an unknown one."""

MAX_AT_ONCE = 20
"""The highest number of valid codes of one person. In the demo, many people share one seat."""

SEAT_AT = "seat.at"


@dataclass(frozen=True)
class CodeOffer:
    """A new code, as the person gets it. The database has only its digest."""

    code: str
    device: str
    expires_at: datetime


@dataclass(frozen=True)
class TakenSeat:
    """What the new device gets: the seat of the same person, a name for the device, and the page to open."""

    seat: Seat
    device: str
    path: str


def offer_code(seat: Seat, path: str, lasts: timedelta = CODE_LIFETIME) -> CodeOffer:
    """Make a code of 128 random bits, which is valid for `lasts`. Refuses `continue.too_many`. The caller is in a
    transaction.
    """
    now = clock.now()
    Continuation.objects.filter(expires_at__lt=now - REMEMBERED_FOR).delete()
    if (
        Continuation.objects.filter(person=seat.person, taken=False, expires_at__gt=now).count()
        >= MAX_AT_ONCE
    ):
        raise Refusal(
            "continue.too_many",
            "Too many codes wait for a phone. Use one of them, or wait until they are over.",
        )
    made = CodeOffer(secrets.token_urlsafe(16), secrets.token_hex(8), now + lasts)
    Continuation.objects.create(
        digest=_digest(made.code),
        person=seat.person,
        seat=asdict(seat),
        path=path,
        device=made.device,
        expires_at=made.expires_at,
    )
    return made


def invalidate_codes(seat: Seat) -> None:
    """Invalidate the person's unused transfer codes. The caller is in a transaction."""
    now = clock.now()
    Continuation.objects.filter(person=seat.person, taken=False, expires_at__gt=now).update(expires_at=now)


def take_seat(code: str) -> TakenSeat:
    """Use a code, and return its seat. If two devices try at the same moment, one of them gets it. The caller is in a
    transaction.

    Refuses `continue.unknown_code`, `continue.used`, `continue.expired`, `seat.withdrawn`.
    """
    row = Continuation.objects.filter(digest=_digest(code)).first()
    if row is None or not find_streams([f"conference/{row.seat['conference']}"]):
        raise Refusal(
            "continue.unknown_code",
            "This server does not know this code. Scan it again from the other screen.",
        )
    if row.expires_at <= clock.now():
        raise Refusal("continue.expired", "This code has expired. Make a new one on the other screen.")
    seat = seats.current(seats.seat_of_content(row.seat))
    if not Continuation.objects.filter(pk=row.pk, taken=False).update(taken=True):
        raise Refusal("continue.used", "This code was used already. Make a new one on the other screen.")
    _store_device(seat, row.device)
    return TakenSeat(seat, row.device, row.path)


def bring_back(seat: Seat, device: str) -> None:
    """Move the seat back to this device of the person. "" is the first. Refuses `continue.unknown_device`."""
    known = Continuation.objects.filter(person=seat.person, device=device, taken=True)
    if device and not known.exists():
        raise Refusal("continue.unknown_device", "This device is not known any more. Take your seat again.")
    _store_device(seat, device)


def end_transfer(seat: Seat) -> None:
    """Give a seat that was transferred back to its first device. The other device then has no microphone any more."""
    if SeatDevice.objects.filter(person=seat.person, conference=seat.conference).exclude(device="").exists():
        _store_device(seat, "")


def _store_device(seat: Seat, device: str) -> None:
    SeatDevice.objects.update_or_create(
        person=seat.person, conference=seat.conference, defaults={"device": device}
    )
    signals.mark_changed(f"conference/{seat.conference}", SEAT_AT, seat.person)


def seat_at(conference_id: int, persons: Collection[str]) -> dict[str, SeatAt]:
    """The signal `seat.at` of each of these persons: which device has the seat."""
    rows = SeatDevice.objects.filter(person__in=map(UUID, persons), conference=str(conference_id))
    devices = {str(person): device for person, device in rows.values_list("person", "device")}
    return {person: SeatAt(device=devices.get(person, "")) for person in persons}


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode(errors="replace")).hexdigest()


SIGNALS = [SignalSource(SEAT_AT, "conference", read_own=seat_at)]
