"""Releases documents when their embargo ends, and deletes documents that were removed a day ago."""

from datetime import datetime, timedelta

from foundation import clock
from foundation.processes.worker import Worker
from sessions.documents import services

HOUR = timedelta(hours=1)


class DocumentWorker(Worker):
    """A background service that releases and deletes documents. Each process may run one: the first to lock the
    conference's stream does the work, and the others find nothing to do.
    """

    name = "document keeper"
    poll_seconds = 1.0

    def __init__(self) -> None:
        super().__init__()
        self._swept: datetime | None = None

    def work_once(self) -> bool:
        """Release the documents whose embargo is over. Once an hour, delete removed documents. Returns False, because
        nothing is left to do.
        """
        services.release_due()
        now = clock.now()
        if self._swept is None or now - self._swept >= HOUR:
            services.delete_removed()
            self._swept = now
        return False


document_worker = DocumentWorker()
