"""A source: a person's microphone and camera, an encoder in the hall, or a file."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from streaming.relay.offers import CandidateType
from streaming.relay.track import Track

# dBov (RFC 6464). Below this it is a quiet room and not a voice.
HEARD_DBOV = -50
# dBov. Above this it is a voice near its microphone; -50 may be a lively room.
VOICE_DBOV = -40


@dataclass(frozen=True, slots=True)
class Origin:
    """The identity of a peer, so that its own media are not sent back to it.

    A source is never sent to a listener of the same person ("" is nobody). A source with `is_hall_feed` is never sent
    to a listener with `at_hall`. A listener with `watches_hall` gets the hall's picture, and not its sound. `is_booth`
    is whether it is an interpreter's microphone.
    """

    person: str = ""
    at_hall: bool = False
    is_hall_feed: bool = False
    watches_hall: bool = False
    is_booth: bool = False


@dataclass(frozen=True, slots=True)
class SourceStats:
    """The present statistics of a source.

    `level` is the last audio level in dBov (0 to -127; None if the sender gives none), `heard_at` when it last was
    above -50 dBov, `loss` the fraction of packets lost on the way to the relay in the last second, `rtt` in seconds.
    Times are the loop's (monotonic seconds). None means never.
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
    """The common part of all sources: id, origin, tracks and state.

    `layers` has one track of sound, and one or several of the picture, the smallest first.
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
        # Called when the state changes, and with the first packet.
        self.on_state: Callable[[Source], None] = lambda source: None

    @property
    def kinds(self) -> frozenset[str]:
        """Which of "audio" and "video" it sends."""
        return frozenset(self.layers)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks of the source."""
        return tuple(chain.from_iterable(self.layers.values()))

    def best_track(self, kind: str, now: float) -> Track | None:
        """The largest layer that arrives at the loop's time `now`. If none arrives yet, the smallest."""
        layers = self.layers.get(kind, ())
        flowing = [track for track in layers if track.bitrate.is_flowing(now)]
        return next(iter([*reversed(flowing), *layers]), None)

    @property
    def connected(self) -> bool:
        """Whether packets of the source can arrive."""
        return self.state == "connected"

    @property
    def rtt(self) -> float | None:
        """The round trip to its sender in seconds, or None if unknown."""
        return None

    @property
    def candidate_type(self) -> CandidateType | None:
        """The candidate type of its sender's address (RFC 8445, section 5.1.1), or None if unknown."""
        return None

    @property
    def was_reached(self) -> bool:
        """Whether its sender's first packets arrived. If it then never connects, its DTLS handshake failed."""
        return True

    def stats(self) -> SourceStats:
        """The present statistics of the source."""
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

    def note_entered(self, slot: str, now: float) -> None:
        """Note that the source is in this slot from the loop's time `now` on. Earlier packets are not sent there."""
        for track in self.tracks:
            track.slots.setdefault(slot, now)

    def note_left(self, slot: str) -> None:
        """Note that the source is not in this slot any more."""
        for track in self.tracks:
            track.slots.pop(slot, None)

    def set_state(self, state: State) -> None:
        """Change the state of the source, and tell the stage. A source that is gone stays gone."""
        if self.state not in ("gone", state):
            self.state = state
            if state == "connected":
                self.connected_at = time.monotonic()  # the loop's clock
            self.on_state(self)

    def report(self, now: float) -> None:
        """Once a second: report to the sender. A file has no sender."""

    async def close(self) -> None:
        """Close the source. Its tracks are detached at once, and its state becomes "gone"."""
        for track in self.tracks:
            track.close()
        self.set_state("gone")
