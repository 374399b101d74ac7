"""Does jobs, on one thread for each kind, so that a slow kind does not delay another."""

from django.db.models import Q

from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.jobs.queue import Kind
from foundation.processes.worker import Worker

Result = tuple[Job.State, str]
"""What came of an attempt, and why. `WAITING`: a later attempt may succeed."""


class JobWorker(Worker):
    """Does the jobs of one kind, one after the other. Each process has one, and each job is claimed by one process.

    It looks for jobs at once after a transaction of its own process queued one.
    """

    kind: Kind

    def __init__(self) -> None:
        super().__init__()
        queue.queued.connect(self.wake, sender=self.kind)

    def ready(self) -> Q:
        """Which jobs may be done now."""
        return Q()

    def do(self, job: Job) -> Result | None:
        """Do a job. Returns None if no job of the kind can be done now.

        Its payload is stored with the result. After an exception the job stays claimed until its lease ends.
        """
        raise NotImplementedError

    def work_once(self) -> bool:
        """Do the next job. Returns False if none is due, or none can be done now."""
        job = queue.claim_next(self.kind, self.ready())
        if job is None:
            return False
        result = self.do(job)
        if result is None:
            queue.put_back(job)
            return False
        queue.store(self.kind, job, *result)
        return True
