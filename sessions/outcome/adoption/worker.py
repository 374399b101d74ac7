"""Adopts outcome documents when the deadline of their silence procedure comes, and sends the reminders."""

from foundation.processes.worker import Worker
from sessions.outcome.adoption import services


class SilenceWorker(Worker):
    """A background service that adopts documents when silence has lasted. Each process may run one: the first to lock a
    document's stream does the work, and the others find nothing to do.
    """

    name = "silence keeper"
    poll_seconds = 1.0

    def work_once(self) -> bool:
        """Adopt the documents that are due. Returns False, because nothing is left to do."""
        services.run_due()
        return False


silence_worker = SilenceWorker()
