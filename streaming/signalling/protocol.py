"""Which lines are up, as the wire knows it."""

from foundation.wire.protocol import Signal


class MediaLines(Signal):
    """Stream `session/…`: whose line reaches the relay now, by participant id, and whether the hall's does."""

    publishing: list[str]
    hall: bool


SIGNALS = {"media.lines": MediaLines}
