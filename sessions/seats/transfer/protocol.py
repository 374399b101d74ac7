"""Seats that go on elsewhere, as the wire knows them. The doors are REST's: `/api/seats/continue`."""

from foundation.messages.protocol import Signal


class SeatAt(Signal):
    """Stream `conference/…`, to a person alone: on which of its devices the seat is.

    Empty until it was continued on another. A tab on another device than this is silent and has no microphone.
    """

    device: str


SIGNALS = {"seat.at": SeatAt}
