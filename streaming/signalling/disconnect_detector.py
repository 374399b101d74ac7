"""Detects that the line of the holder, or of the hall, was lost or came back, and tells the floor (FL20).

It sees only what this process's relay carries. It decides nothing: `sessions/floor/disconnections` has the rules.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from foundation import clock
from sessions.floor.disconnections import rules, services
from sessions.floor.disconnections.rules import LastReached, WatchedTurn
from streaming.relay import Relay, Source
from streaming.signalling.polling import RelayPoller
from streaming.signalling.slot_assignment import HALL, ConnectionState, Publication

SILENT_SECONDS = 3.0
"""Seconds without a packet after which a source is silent. A muted microphone still sends packets."""
BOOTH_SILENT_SECONDS = 2.0
"""The same for an interpreter's microphone, which has no DTX: listeners hear the floor within three seconds."""
Key = tuple[int, int]
NOTE = timedelta(seconds=2)
"""How often it is stored that the holder's line is connected."""


def seconds_silent(source: Source) -> float:
    """Seconds since the source's last packet, or, before its first packet, since it was connected. `time.monotonic` is
    also the loop's clock.
    """
    since = source.last_packet_at or source.connected_at
    return 0.0 if since is None else max(0.0, time.monotonic() - since)


def connection_state(source: Source) -> ConnectionState:
    """The state of a source's connection."""
    if source.last_packet_at is not None:
        return ConnectionState.SENDING
    return ConnectionState.CONNECTED if source.connected else ConnectionState.CONNECTING


def is_silent(source: Source) -> bool:
    """Whether it is connected and has stopped sending."""
    limit = BOOTH_SILENT_SECONDS if source.origin.is_booth else SILENT_SECONDS
    return source.connected and seconds_silent(source) >= limit


def _all_watched() -> list[WatchedTurn]:
    return [*services.watched_turns(), *services.watched_halls()]


def _key_of_turn(held: WatchedTurn) -> Key:
    """The key of a watched turn.

    All turns in the hall of one session share a key, so that the hall is remembered from turn to turn.
    """
    return held.session, 0 if held.hall else held.turn


class DisconnectDetector(RelayPoller):
    """Watches the holders of all sessions. `lines(stream)` returns the persons' sources at a stage of the relay.

    `fell_silent(stream)` is called when a source falls silent or sends again.
    """

    def __init__(
        self, relay: Relay, lines: Callable[[str], list[Publication]], fell_silent: Callable[[str], None]
    ) -> None:
        super().__init__(relay, lines)
        self._fell_silent = fell_silent
        self._silent: set[tuple[str, str]] = set()
        self._known: dict[Key, LastReached] = {}

    async def _poll(self) -> None:
        self._read_silent_sources()
        all_watched = await self._thread.run(_all_watched)
        for held in all_watched:
            await self._judge_holder(held, clock.now())
        present = {_key_of_turn(held) for held in all_watched}
        self._known = {key: known for key, known in self._known.items() if key in present}
        await self._thread.run(services.give_up_on_halls)

    def _read_silent_sources(self) -> None:
        stages = self._relay.stages.values()
        silent = {(stage.name, s.id) for stage in stages for s in stage.sources.values() if is_silent(s)}
        before, self._silent = self._silent, silent
        for stream in {stream for stream, _ in before ^ silent}:
            self._fell_silent(stream)

    async def _judge_holder(self, held: WatchedTurn, now: datetime) -> None:
        by, at = rules.how_reached(held, self._last_packet_of(held, now), now)
        key = _key_of_turn(held)
        if by:
            self._known[key] = LastReached(at)
            if held.dropped:
                await self._thread.run(services.holder_returned, held)
            elif by != held.reached_by or at - held.reached_at >= NOTE:
                await self._thread.run(services.store_reached, held, by, at)
            return
        known = self._known.get(key)
        if known is not None and known.unreached_since is None:
            known = self._known[key] = replace(known, unreached_since=now)
        if rules.is_gone(held, known, now):
            reached_at = known.reached_at if known else held.reached_at
            await self._thread.run(services.holder_dropped, held, reached_at)

    def _last_packet_of(self, held: WatchedTurn, now: datetime) -> datetime | None:
        """When a packet of the holder's line last arrived, or None if the line is down."""
        stage = self._relay.stages.get(f"session/{held.session}")
        if stage is None:
            return None
        own = [line.source for line in self._lines(stage.name) if line.party == held.party]
        wanted = [HALL] if held.hall else own
        up = [s for s in stage.sources.values() if s.id in wanted and s.connected and not is_silent(s)]
        return now - timedelta(seconds=min(map(seconds_silent, up))) if up else None
