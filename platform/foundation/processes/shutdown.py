"""How this process stops: by when each step ends, and what a second signal does. The limits are here alone.

A supervisor kills what is not gone in time, and most have more patience than honcho, which has 5 s.
"""

import asyncio
import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

ANSWERED, LEFT, PARTS_STOPPED, STOPPED, CANCELLED, GONE = 1.5, 2.0, 3.0, 3.5, 3.8, 4.0
"""Seconds after the signal at which, at the latest, commands are answered, sockets have left, what runs beside them has
ended, the hub has too, all else is cancelled, and the process is gone. Who ends sooner leaves the time to the next."""
SAME = 0.5
"""Seconds within which a second signal is the first one again: `timeout` and terminals with a wrapper send two."""


class Shutdown:
    """The stop of this process; there is one."""

    def __init__(self) -> None:
        self._since: float | None = None

    def listen(self, begin: Callable[[], None]) -> None:
        """Call `begin` at the first SIGINT or SIGTERM, within its handler; a later one ends the process at once.

        What runs in a script's background was told to ignore SIGINT, and does.
        """

        def told(number: int, frame: FrameType | None) -> None:
            if self._since is None:
                begin()
                self.begin()
            elif not self.is_same(time.monotonic()):
                _end_by(number)

        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, told)

    def is_same(self, now: float) -> bool:
        """Whether a signal at this moment is the first one again. `now` is of the steady clock."""
        return self._since is not None and now - self._since < SAME

    def begin(self) -> None:
        """From now on time is short. What holds the process at `GONE` is written to stderr; the exit code is 1 then."""
        if self._since is None:
            self._since = time.monotonic()
            # A thread that waits for the database can be neither cancelled nor left behind otherwise.
            if sys.stderr is not None:
                faulthandler.dump_traceback_later(GONE, exit=True)

    def by(self, moment: float) -> asyncio.Timeout:
        """The limit of a step, such as `ANSWERED`: none where nobody said that this process is to stop."""
        # The loop's clock is `time.monotonic`.
        return asyncio.timeout_at(None if self._since is None else self._since + moment)


stopping = Shutdown()


def _end_by(number: int) -> None:
    """As if it had never been handled: whoever started us sees which signal it was."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
