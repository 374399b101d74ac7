"""A film in memory, and the tracks that send its packets. Nothing is encoded or decoded."""

import asyncio
import fractions
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
from aiortc import MediaStreamTrack
from av.packet import Packet

from foundation import films

MICROSECOND = fractions.Fraction(1, 1_000_000)


@dataclass(frozen=True)
class EncodedPiece:
    """One encoded picture or piece of sound: seconds from the start, its bytes, and the sound's level in dBov."""

    at: float
    data: bytes
    level: int | None = None


@dataclass(frozen=True)
class Film:
    """A film that is sent in a loop. It starts with a keyframe, so that it can repeat."""

    seconds: float
    pieces: dict[str, tuple[EncodedPiece, ...]]

    @classmethod
    def read(cls, path: Path, shot: films.Shot) -> "Film":
        """Read the film of a shot that `foundation.films` made. It blocks."""
        with av.open(str(path)) as container:
            length = round((container.duration or 0) / 1_000_000)
            found: dict[str, list[EncodedPiece]] = {"audio": [], "video": []}
            first: dict[str, float] = {}
            for packet in container.demux():
                if packet.pts is None or packet.time_base is None:
                    continue
                kind, at = packet.stream.type, float(packet.pts * packet.time_base)
                # The file's times are rounded to 1 ms, and its sound begins before its picture, by Opus's delay.
                at = round(at - first.setdefault(kind, at), 2)
                level = shot.level_dbov(length, at) if kind == "audio" else None
                found[kind].append(EncodedPiece(at, bytes(packet), level))
        return cls(float(length), {kind: tuple(pieces) for kind, pieces in found.items()})

    def endless(self, kind: str) -> Iterator[EncodedPiece]:
        """The pieces in a loop, with times that continue to rise."""
        for turn in itertools.count():
            for piece in self.pieces[kind]:
                if piece.at < self.seconds:
                    yield EncodedPiece(piece.at + turn * self.seconds, piece.data, piece.level)


BEAT_SECONDS = 0.1
"""All reels begin at a multiple of this time, and so does each film.

So pictures and sound of all connections are due together, and both ends wake up for all of them at once.
"""

CUT_AFTER = 0.3
"""Seconds until a cut, from the decision or, if that is later, from the last piece that a track waits to send."""


@dataclass
class _Showing:
    film: Film
    since: float
    next: "_Showing | None" = None


class Reel:
    """The film that a connection sends, which another may follow: sound and picture are cut at the same moment.

    Times are seconds from its beginning. A film begins with a keyframe, so there is one at each cut.
    """

    def __init__(self, film: Film) -> None:
        self._began = asyncio.get_running_loop().time() // BEAT_SECONDS * BEAT_SECONDS
        self._showing = _Showing(film, 0.0)
        self._latest = 0.0

    @property
    def now(self) -> float:
        """Seconds since it began."""
        return asyncio.get_running_loop().time() - self._began

    def cut_to(self, film: Film) -> None:
        """Show another film from its beginning."""
        at = max(self.now, self._showing.since, self._latest) + CUT_AFTER
        self._showing.next = _Showing(film, round(at / BEAT_SECONDS) * BEAT_SECONDS)
        self._showing = self._showing.next

    def pieces(self, kind: str) -> Iterator[EncodedPiece]:
        """The pieces of its films, one after the other, with times that rise."""
        showing: _Showing | None = self._showing
        while showing is not None:
            for piece in showing.film.endless(kind):
                at = showing.since + piece.at
                if showing.next is not None and at >= showing.next.since:
                    break
                self._latest = max(self._latest, at)
                yield EncodedPiece(at, piece.data, piece.level)
            showing = showing.next


class FilmTrack(MediaStreamTrack):
    """The sound or the picture of a reel, in real time. `level` is the level of the sound that was sent last."""

    def __init__(self, kind: str, reel: Reel) -> None:
        self.kind = kind
        super().__init__()
        self.level: int | None = None
        self._pieces, self._reel = reel.pieces(kind), reel

    async def recv(self) -> Any:
        """Wait for the next packet and return it. Packets that are late are skipped, to avoid a burst."""
        now = self._reel.now
        piece = next(piece for piece in self._pieces if piece.at >= now - 1.0)
        await asyncio.sleep(max(0.0, piece.at - now))
        self.level = piece.level
        packet = Packet(piece.data)
        packet.pts, packet.time_base = round(piece.at * 1_000_000), MICROSECOND
        return packet
