"""The films of a rehearsal, on disk and in memory. Made by `manage.py clips` or on first use."""

import asyncio
from pathlib import Path

from foundation import films
from foundation.films import Shot
from rehearsal.film import Film


class FilmCache:
    """The films of shots, in a folder. They are made one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._films = folder, dict[Shot, Film]()
        self._making = asyncio.Lock()

    async def film(self, shot: Shot) -> Film:
        """The film of a shot. Making a new one takes a second or two."""
        async with self._making:
            if shot not in self._films:
                self._films[shot] = await asyncio.to_thread(self._read_film, shot)
        return self._films[shot]

    def _read_film(self, shot: Shot) -> Film:
        return Film.read(films.clip(self._folder, shot), shot)
