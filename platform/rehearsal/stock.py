"""The films in stock: made by `manage.py clips` or when one is first wanted, kept on disk and in memory."""

import asyncio
from pathlib import Path

from foundation import films
from rehearsal.film import Film


class Stock:
    """Films by the name on their plate, in a folder; one is made at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._films = folder, dict[str, Film]()
        self._making = asyncio.Lock()

    async def film(self, name: str) -> Film:
        """The film of a name; one that is not made yet takes a second or two."""
        async with self._making:
            if name not in self._films:
                self._films[name] = await asyncio.to_thread(self._get, name)
        return self._films[name]

    def _get(self, name: str) -> Film:
        return Film.read(films.clip(self._folder, name), name)
