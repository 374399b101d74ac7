"""Protocol of the seat transfer. Its commands are REST endpoints below `/api/v1/seats/continue`."""

from foundation.messages.protocol import Signal


class SeatAt(Signal):
    """Stream `conference/…`, to one person: which of its devices has the seat.

    Empty until the seat was transferred. A tab on any other device is silent and has no microphone.
    """

    device: str


SIGNALS = {"seat.at": SeatAt}
