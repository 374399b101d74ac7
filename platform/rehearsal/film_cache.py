"""The films of simulated delegations, on disk and in memory. Made by `manage.py clips` or on first use."""

import asyncio
from pathlib import Path

from foundation import films
from rehearsal.film import Film


class FilmCache:
    """The films by name, in a folder. They are made one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._films = folder, dict[str, Film]()
        self._making = asyncio.Lock()

    async def film(self, name: str) -> Film:
        """The film of a name. Making a new one takes a second or two."""
        async with self._making:
            if name not in self._films:
                self._films[name] = await asyncio.to_thread(self._read_film, name)
        return self._films[name]

    def _read_film(self, name: str) -> Film:
        return Film.read(films.clip(self._folder, name), name)
