"""Watches relays for a process of the type `web`: it reads the database, with or without a hint."""

import time

from foundation.wire import signals
from sessions.floor.readiness.protocol import SIGNAL as READINESS
from streaming.signalling import relays
from streaming.signalling.polling import Poller
from streaming.signalling.protocol import LINES, SIGNALS

READINESS_SECONDS = 2.0


class RelayWatcher(Poller):
    """Polls the relays twice a second.

    Signals their changes to the pages, and assigns the streams of a failed relay to another one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, tuple[str, relays.Reports]] = {}
        self._told_at = 0.0

    async def _poll(self) -> None:
        carried = await self._thread.run(relays.carried_streams)
        before, self._known = self._known, carried
        for stream, (relay, told) in carried.items():
            relay_before, told_before = before.get(stream, ("", {}))
            news = {name for name in SIGNALS if told.get(name) != told_before.get(name)}
            for name in news | ({LINES} if relay != relay_before else set()):
                signals.mark_changed_now((stream, name, ""))
        if time.monotonic() - self._told_at >= READINESS_SECONDS:
            self._told_at = time.monotonic()
            for stream in carried:
                signals.mark_changed_now((stream, READINESS, ""))


relay_watcher = RelayWatcher()
