"""Releases documents when their moment comes, and deletes what was removed a day ago."""

from datetime import datetime, timedelta

from foundation import clock
from foundation.processes.worker import Worker
from sessions.documents import services

HOUR = timedelta(hours=1)


class DocumentKeeper(Worker):
    """The keeper of a process. Several may run: the conference's stream is locked, and the second one finds nothing."""

    name = "document keeper"
    look_seconds = 1.0

    def __init__(self) -> None:
        super().__init__()
        self._swept: datetime | None = None

    def work_once(self) -> bool:
        """Release the documents that are due. Once an hour, delete removed ones. Returns False: nothing is left to
        do.
        """
        services.release_due()
        now = clock.now()
        if self._swept is None or now - self._swept >= HOUR:
            services.forget_removed()
            self._swept = now
        return False


document_keeper = DocumentKeeper()
