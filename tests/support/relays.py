"""A hall in several processes, as in the Procfile: one for pages and the wire, and relays."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.hall import Hall


class RelayOf(Hall):
    """A relay process of a hall, on its data. `url` is its own address."""

    def __init__(self, folder: Path, **settings: str) -> None:
        super().__init__(folder, PROCESS_TYPE="relay", **settings)
        self._environment["RELAY_URL"] = self.url
        self._log = folder / f"relay-{self.port}.log"


class SplitHall:
    """A hall of several processes: a web process (`PROCESS_TYPE="web"`) and `relays`, which are started in order."""

    def __init__(self, web: Hall, count: int = 2) -> None:
        self.web = web
        self.relays = [RelayOf(web.folder) for _ in range(count)]
        web._environment["RELAY_ORIGINS"] = ",".join(relay.url for relay in self.relays)

    def start(self) -> None:
        """Start all at once."""
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda process: process.start(), [self.web, *self.relays]))

    def stop(self) -> None:
        """Stop those that still run."""
        for process in [self.web, *self.relays]:
            process.end()

    def at(self, url: str) -> RelayOf:
        """The relay that this URL belongs to."""
        return next(relay for relay in self.relays if url.startswith(relay.url))
