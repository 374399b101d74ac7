"""The last frames of a stream, encoded, and the check whether a cursor can resume. Pure."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from foundation.messages.projections import Audience


@dataclass(frozen=True)
class EncodedEntry:
    """One entry of the journal, encoded for each audience. A frame is None if the audience may not see the entry."""

    seq: int
    nonce: str
    everyone: bytes | None
    moderators: bytes
    mine: tuple[dict[str, Any], ...]
    reseats: str

    def frame(self, audience: Audience) -> bytes | None:
        """The frame for an audience, or None."""
        if audience is Audience.OUTSIDE:
            return None
        return self.everyone if audience is Audience.EVERYONE else self.moderators


class History:
    """The last `size` entries of a stream, in order and without holes."""

    def __init__(self, size: int = 512) -> None:
        self._entries: deque[EncodedEntry] = deque(maxlen=size)
        self.seq = 0
        self.nonce = "0"
        self.public_seq = 0

    def append(self, entry: EncodedEntry) -> None:
        """Add the next entry."""
        self._entries.append(entry)
        self.seq, self.nonce = entry.seq, entry.nonce
        if entry.everyone is not None:
            self.public_seq = entry.seq

    def since(self, seq: int, nonce: str) -> list[EncodedEntry] | None:
        """The entries after the point (seq, nonce). None if the history does not contain that point: the reader needs a
        snapshot.
        """
        if (seq, nonce) == (self.seq, self.nonce):
            return []
        if (seq, nonce) == (0, "0"):
            whole = bool(self._entries) and self._entries[0].seq == 1
            return list(self._entries) if whole else None
        entries = list(self._entries)
        for index, entry in enumerate(entries):
            if entry.seq == seq:
                return entries[index + 1 :] if entry.nonce == nonce else None
        return None


def parse_cursor(cursor: str | None) -> tuple[int, str, str] | None:
    """Parse a cursor into (seq, nonce, audience), or None if it is missing or malformed."""
    seq, _, rest = (cursor or "").partition(".")
    nonce, _, audience = rest.partition(".")
    if not seq.isdecimal() or len(seq) > 18 or not nonce or not audience:
        return None
    return int(seq), nonce, audience
