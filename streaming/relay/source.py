"""A source: a person's microphone and camera, an encoder in the hall, or a file."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from streaming.relay.offers import Way
from streaming.relay.track import Track

# RFC 6464 levels below this are a quiet room, not a voice.
HEARD_DBOV = -50
# And above this a voice near its microphone, where -50 may be a lively room.
VOICE_DBOV = -40


@dataclass(frozen=True, slots=True)
class Origin:
    """The identity of a peer, so that its own media are not sent back to it.

    A source is never sent to a listener of the same person ("" is nobody). A source with `is_hall_feed` is
    never sent to a listener with `at_hall`; of one to a listener with `watches_hall` only the picture goes out.
    """

    person: str = ""
    at_hall: bool = False
    is_hall_feed: bool = False
    watches_hall: bool = False


@dataclass(frozen=True, slots=True)
class SourceStats:
    """The present statistics of a source.

    `level` is the last loudness in dBov (0 to -127; None where the sender does not say), `heard_at` when it
    last was above -50 dBov, `loss` the fraction of packets lost on the way to us in the last second, `rtt` in
    seconds. Times are the loop's (monotonic seconds); None is never.
    """

    packets: int
    octets: int
    level: int | None
    heard_at: float | None
    loss: float
    rtt: float | None
    last_packet_at: float | None


State = Literal["connecting", "connected", "gone"]


class Source:
    """What all sources have: an id, an origin, tracks, and a state.

    `layers` has a track of sound, and one or several of the picture, the smallest first.
    """

    def __init__(self, identity: str, origin: Origin) -> None:
        self.id = identity
        self.origin = origin
        self.state: State = "connecting"
        self.layers: dict[str, tuple[Track, ...]] = {}
        self.level: int | None = None
        self.heard_at: float | None = None
        self.voiced_at: float | None = None
        self.last_packet_at: float | None = None
        self.connected_at: float | None = None
        # Called where the state is another, and with the first packet.
        self.on_state: Callable[[Source], None] = lambda source: None

    @property
    def kinds(self) -> frozenset[str]:
        """Which of "audio" and "video" it sends."""
        return frozenset(self.layers)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All of them."""
        return tuple(chain.from_iterable(self.layers.values()))

    def best(self, kind: str, now: float) -> Track | None:
        """The largest layer that comes at the loop's time `now`; of what has not begun to come the smallest."""
        layers = self.layers.get(kind, ())
        flowing = [track for track in layers if track.flow.flows(now)]
        return next(iter([*reversed(flowing), *layers]), None)

    @property
    def connected(self) -> bool:
        """Whether its packets can come."""
        return self.state == "connected"

    @property
    def rtt(self) -> float | None:
        """The round trip to its sender in seconds, or None."""
        return None

    @property
    def way(self) -> Way | None:
        """The type of the candidate at which its sender is reached (RFC 8445, section 5.1.1), None where unknown."""
        return None

    @property
    def was_reached(self) -> bool:
        """Whether its sender's first packets came: one that never connects then failed in its DTLS handshake."""
        return True

    def stats(self) -> SourceStats:
        """Its present statistics."""
        receptions = [track.reception for track in self.tracks]
        return SourceStats(
            packets=sum(reception.packets for reception in receptions),
            octets=sum(reception.octets for reception in receptions),
            level=self.level,
            heard_at=self.heard_at,
            loss=max((reception.loss for reception in receptions), default=0.0),
            rtt=self.rtt,
            last_packet_at=self.last_packet_at,
        )

    def enter(self, slot: str, now: float) -> None:
        """It is in this slot from the loop's time `now` on; what it sent before is for nobody there."""
        for track in self.tracks:
            track.slots.setdefault(slot, now)

    def leave(self, slot: str) -> None:
        """It is not in this slot any more."""
        for track in self.tracks:
            track.slots.pop(slot, None)

    def set_state(self, state: State) -> None:
        """Change the state and tell the stage; a source that is gone stays gone."""
        if self.state not in ("gone", state):
            self.state = state
            if state == "connected":
                self.connected_at = time.monotonic()  # the loop's clock
            self.on_state(self)

    def report(self, now: float) -> None:
        """Once a second: tell the sender what is received. A file has nobody to tell."""

    async def close(self) -> None:
        """End it: its tracks let go at once, and it is gone."""
        for track in self.tracks:
            track.close()
        self.set_state("gone")
