"""Estimates how far the server's clock is ahead of this machine's. Pure. Times are in seconds."""

MAX_DELAY_RATIO = 1.5
"""An answer is used only if it took at most this many times as long as the quickest answer."""


class Clock:
    """The estimate of one connection. The server is assumed to have written the answer halfway between request and
    receipt, so quick answers have the least error.
    """

    def __init__(self) -> None:
        self.ahead = 0.0
        self._asked: float | None = None
        self._quickest = float("inf")

    def note_request(self, now: float) -> None:
        """Note a request. Only the first answer to it is used."""
        self._asked = now

    def note_answer(self, said: float, now: float) -> None:
        """Use the server's time from an answer. An answer without a request is ignored."""
        asked, self._asked = self._asked, None
        if asked is None or now - asked > MAX_DELAY_RATIO * self._quickest:
            return
        self._quickest = min(self._quickest, now - asked)
        self.ahead = said - (asked + now) / 2
