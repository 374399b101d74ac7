"""How this process stops: the deadline of each step, and the effect of a second signal.

A supervisor kills a process that does not end in time. Honcho waits 5 s, most others wait longer.
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
"""Deadlines of the steps of a stop, in seconds after the signal.

The steps, in this order: commands are answered; sockets have closed; the other parts have stopped; the hub has stopped;
all other tasks are cancelled; the process has exited. The next step may use the time that a step did not need.
"""
SAME_SIGNAL_SECONDS = 0.5
"""A second signal within this many seconds counts as a repetition: `timeout` and wrapped terminals send two."""


class Shutdown:
    """Controls the stop of this process. There is one instance."""

    def __init__(self) -> None:
        self._since: float | None = None

    def listen(self, begin: Callable[[], None]) -> None:
        """Call `begin` at the first SIGINT or SIGTERM, in the signal handler. A later one ends the process at once.

        If SIGINT is ignored already, it stays ignored: a shell ignores it for the background processes of a script.
        """

        def on_signal(number: int, frame: FrameType | None) -> None:
            if self._since is None:
                begin()
                self.begin()
            elif not self.is_repeat(time.monotonic()):
                _end_process_by_signal(number)

        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, on_signal)

    def is_repeat(self, now: float) -> bool:
        """Whether a signal at this moment repeats the first: Ctrl-C can arrive twice. `now` is in monotonic seconds."""
        return self._since is not None and now - self._since < SAME_SIGNAL_SECONDS

    def begin(self) -> None:
        """Start the deadlines. A process that still runs at `GONE` writes its stack to stderr and exits with code 1."""
        if self._since is None:
            self._since = time.monotonic()
            # A thread that waits for the database can neither be cancelled nor left behind in another way.
            if sys.stderr is not None:
                faulthandler.dump_traceback_later(GONE, exit=True)

    def timeout_at(self, moment: float) -> asyncio.Timeout:
        """A time-out that expires at a deadline such as `ANSWERED`. It never expires if this process was not asked to
        stop.
        """
        # The loop's clock is `time.monotonic`.
        return asyncio.timeout_at(None if self._since is None else self._since + moment)


stopping = Shutdown()


def _end_process_by_signal(number: int) -> None:
    """End this process by the signal's default action, so that the parent process sees which signal it was."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
