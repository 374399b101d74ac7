"""Keeps the seats of this process's readers up to date: changed roles, withdrawn access, renewed and expired tokens."""

import time
from collections.abc import Callable, Collection
from datetime import datetime

from foundation import clock
from foundation.accounts import seats
from foundation.refusals import Refusal
from foundation.wire.feed import Reader, encode_frame, seat_frame
from foundation.wire.readers import Readers
from foundation.wire.seat_revisions import SeatRevisions

UNSEATED, SEAT_OVER = 4401, 4403


class ReaderSeats:
    """The seats of all readers. Its methods run on the event loop.

    `follow_anew(reader, stream)` is called for each followed stream of a reader whose seat has changed.
    """

    def __init__(self, readers: Readers, follow_anew: Callable[[Reader, str], None]) -> None:
        self.revisions = SeatRevisions()
        self._readers, self._follow_anew = readers, follow_anew

    async def refresh(self) -> None:
        """Read changed roles and withdrawn access, and apply them to the readers concerned."""
        if changed := await self.revisions.refresh():
            self._update_seats(changed)

    def _update_seats(self, persons: Collection[str]) -> None:
        for reader in [r for r in self._readers.all if r.seat.person in persons]:
            seat = self.revisions.current(reader.seat)
            if seat == reader.seat:
                continue
            followed = self._readers.followed_by(reader)
            for feed in followed:
                self._readers.unfollow(reader, feed.name)
            reader.seat = seat
            if refusal := seats.refusal(seat):
                self._end_seat(reader, refusal, SEAT_OVER)
                continue
            self.renew(reader)
            for feed in followed:
                self._follow_anew(reader, feed.name)

    def renew(self, reader: Reader) -> None:
        """Send a reader a new token for its seat. The socket may stay open until that token expires."""
        token, expires = seats.sign(reader.seat)
        reader.ends_at = socket_end(expires)
        reader.send_ready(seat_frame(reader.seat, token, expires))

    async def end_expired(self) -> None:
        """Close the sockets whose tokens have expired."""
        now = time.monotonic()
        for reader in [reader for reader in self._readers.all if reader.ends_at <= now]:
            self._end_seat(reader, seats.expired_refusal(), UNSEATED)

    def _end_seat(self, reader: Reader, refusal: Refusal, code: int) -> None:
        """Send a reader the refusal that says why its seat ended, and close its socket with this code."""
        reader.send_ready(
            encode_frame({"refused": "hello", "code": refusal.code, "message": refusal.message})
        )
        reader.close_soon(code)
        self._readers.remove(reader)


def socket_end(expires: datetime) -> float:
    """When the socket of a token that expires at `expires` is closed, in seconds of `time.monotonic`, which no change
    of the system's clock affects.
    """
    return time.monotonic() + (expires - clock.now()).total_seconds()
