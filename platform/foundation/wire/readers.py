"""The readers of this process, and which streams each of them follows."""

from collections.abc import Callable

from foundation.wire.feed import Feed, Reader


class Readers:
    """All readers of this process. Its methods run on the event loop.

    `left(reader, stream)` is called when a reader no longer follows a stream.
    """

    def __init__(self, feeds: dict[str, Feed], left: Callable[[Reader, str], None]) -> None:
        self.all: set[Reader] = set()
        self._feeds, self._left = feeds, left

    def add(self, reader: Reader) -> None:
        """Add a reader whose seat is known."""
        self.all.add(reader)

    def remove(self, reader: Reader) -> None:
        """Remove a reader whose socket has closed."""
        self.all.discard(reader)
        for feed in self.followed_by(reader):
            self.unfollow(reader, feed.name)

    def unfollow(self, reader: Reader, name: str) -> None:
        """Remove a reader from a stream."""
        feed = self._feeds.get(name)
        if feed is not None and feed.remove(reader):
            self._left(reader, name)

    def followed_by(self, reader: Reader) -> list[Feed]:
        """The streams that a reader follows."""
        return [feed for feed in self._feeds.values() if reader in feed.readers]
