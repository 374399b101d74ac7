"""How far the server's clock is ahead of this machine's, from questions and answers. Pure; times are seconds."""

WORSE = 1.5
"""How much longer than the quickest an answer may take and still be believed."""


class Clock:
    """Of one connection. The answer is taken to be written halfway: who answers quickly is off by least."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._asked: float | None = None
        self._quickest = float("inf")

    def asks(self, now: float) -> None:
        """A question goes out; it is answered once."""
        self._asked = now

    def hears(self, said: float, now: float) -> None:
        """The server says its time; unasked it is of no use."""
        asked, self._asked = self._asked, None
        if asked is None or now - asked > WORSE * self._quickest:
            return
        self._quickest = min(self._quickest, now - asked)
        self.ahead = said - (asked + now) / 2
