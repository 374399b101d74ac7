"""Adopts outcome documents when the deadline of their silence procedure comes, and sends the reminders."""

from foundation.processes.worker import Worker
from sessions.outcome.adoption import services


class SilenceKeeper(Worker):
    """The keeper of a process. Several may run: the document's stream is locked, and the second one finds nothing."""

    name = "silence keeper"
    look_seconds = 1.0

    def work_once(self) -> bool:
        """Adopt what is due. Returns False: nothing is left to do."""
        services.run_due()
        return False


silence_keeper = SilenceKeeper()
