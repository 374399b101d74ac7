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

    name: str
    seconds: float
    pieces: dict[str, tuple[EncodedPiece, ...]]

    @classmethod
    def read(cls, path: Path, name: str) -> "Film":
        """Read a film that `foundation.films` made. It blocks."""
        with av.open(str(path)) as container:
            length = round((container.duration or 0) / 1_000_000)
            found: dict[str, list[EncodedPiece]] = {"audio": [], "video": []}
            for packet in container.demux():
                if packet.pts is None or packet.time_base is None:
                    continue
                at = max(0.0, float(packet.pts * packet.time_base))
                kind = packet.stream.type
                level = films.level_dbov(name, length, at) if kind == "audio" else None
                found[kind].append(EncodedPiece(at, bytes(packet), level))
        return cls(name, float(length), {kind: tuple(pieces) for kind, pieces in found.items()})

    def endless(self, kind: str) -> Iterator[EncodedPiece]:
        """The pieces in a loop, with times that continue to rise."""
        for turn in itertools.count():
            for piece in self.pieces[kind]:
                if piece.at < self.seconds:
                    yield EncodedPiece(piece.at + turn * self.seconds, piece.data, piece.level)


class FilmTrack(MediaStreamTrack):
    """The sound or the picture of a film, in real time. `level` is the level of the sound that was sent last."""

    def __init__(self, kind: str, film: Film, began: float) -> None:
        self.kind = kind
        super().__init__()
        self.level: int | None = None
        self._pieces, self._began = film.endless(kind), began

    async def recv(self) -> Any:
        """Wait for the next packet and return it. Packets that are late are skipped, to avoid a burst."""
        now = asyncio.get_running_loop().time() - self._began
        piece = next(piece for piece in self._pieces if piece.at >= now - 1.0)
        await asyncio.sleep(max(0.0, piece.at - now))
        self.level = piece.level
        packet = Packet(piece.data)
        packet.pts, packet.time_base = round(piece.at * 1_000_000), MICROSECOND
        return packet
