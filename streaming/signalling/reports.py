"""Reports the quality of this relay's connections to the floor, whose rules judge readiness by it (FL18)."""

import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from foundation import clock
from sessions.floor.readiness import rules, services
from streaming.relay import Relay, Source
from streaming.signalling.polling import RelayPoller
from streaming.signalling.slot_assignment import Publication

REPORT_SECONDS = 2.0


class RecentLoss:
    """Expected and received packets of a stream over the last 15 seconds."""

    def __init__(self) -> None:
        self._counts: deque[tuple[float, int, int]] = deque()

    def add(self, now: float, expected: int, received: int) -> float:
        """Note the totals since the stream began. Returns the fraction lost. `now` never runs back."""
        if self._counts and expected < self._counts[-1][1]:
            self._counts.clear()  # the sender began anew
        self._counts.append((now, expected, received))
        while len(self._counts) > 2 and self._counts[1][0] <= now - rules.SILENT_AFTER.total_seconds():
            self._counts.popleft()
        _, expected_before, received_before = self._counts[0]
        due = expected - expected_before
        return max(0.0, 1 - (received - received_before) / due) if due > 0 else 0.0


class _KnownLine:
    """A line that existed at the previous poll, with its figures."""

    def __init__(self, began_at: datetime) -> None:
        self.began_at, self.arrivals = began_at, RecentLoss()


class Reporter(RelayPoller):
    """Reports the quality of each person's line every two seconds, and at once if a line is new, lost or first heard.

    `lines(stream)` returns the persons' sources at a stage of the relay.
    """

    def __init__(self, relay: Relay, lines: Callable[[str], list[Publication]]) -> None:
        super().__init__(relay, lines)
        self._known: dict[tuple[str, int], _KnownLine] = {}
        self._reported: dict[str, dict[str, bool]] = {}
        self._reported_at = 0.0

    def forget_stream(self, stream: str) -> None:
        """Forget a stream, because another relay reports of it from now on."""
        self._reported.pop(stream, None)

    async def _poll(self) -> None:
        now, due = time.monotonic(), time.monotonic() - self._reported_at >= REPORT_SECONDS
        found = {
            stage: self._measure_stage(stage, now)
            for stage in self._relay.stages
            if stage.startswith("session/")
        }
        alive = {(stage, line.order) for stage in found for line in self._lines(stage)}
        self._known = {key: known for key, known in self._known.items() if key in alive}
        for stage, lines in found.items():
            heard = {line.participant: line.heard_at is not None for line in lines}
            before = self._reported.get(stage, {})
            if heard != before or (due and lines):
                session = int(stage.removeprefix("session/"))
                await self._thread.run(services.store_reports, session, lines, before.keys() - heard.keys())
                self._reported[stage] = heard
        if due:
            self._reported_at = now

    def _measure_stage(self, stage: str, now: float) -> list[rules.ReportedLine]:
        sources = self._relay.stage(stage).sources
        own = sorted(self._lines(stage), key=lambda line: line.order)
        lines = {line.participant: line for line in own if line.party}.values()  # of two lines, the later one
        return [
            self._figures_of_line(stage, line, sources[line.source], now)
            for line in lines
            if sources[line.source].connected
        ]

    def _figures_of_line(
        self, stage: str, line: Publication, source: Source, now: float
    ) -> rules.ReportedLine:
        known = self._known.setdefault((stage, line.order), _KnownLine(clock.now()))
        (sound,) = source.layers.get("audio", (None,))
        loss = (
            known.arrivals.add(now, sound.reception.expected_packets, sound.reception.packets)
            if sound
            else 0.0
        )
        return rules.ReportedLine(
            participant=line.participant,
            party=line.party,
            began_at=known.began_at,
            has_sound=sound is not None,
            packet_at=_wall_time(source.last_packet_at, now),
            heard_at=_wall_time(source.heard_at, now),
            loss=loss,
            rtt=source.rtt,
        )


def _wall_time(at: float | None, now: float) -> datetime | None:
    """The date and time that belong to a time of the loop's clock (`time.monotonic`). None stays None."""
    return None if at is None else clock.now() - timedelta(seconds=max(0.0, now - at))
