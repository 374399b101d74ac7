"""The only writer of the table of jobs: queues them, claims the next one, and stores what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.dispatch import Signal

from foundation import clock
from foundation.database import write_transaction
from foundation.jobs.models import Job

State = Job.State
OVER = (State.DONE, State.FAILED, State.UNSURE)

BATCH_SIZE = 500
"""How many rows one statement writes."""

LONGEST_WAIT = timedelta(days=1)

queued = Signal()
"""Sent by a kind after a transaction that queued jobs of it was committed."""

stored = Signal()
"""Sent with `job` in the transaction that stores what came of an attempt."""


@dataclass(frozen=True)
class Kind:
    """A kind of jobs.

    A process that runs a job for longer than `lease` counts as ended. The job is claimed again; or, if there is a text
    `lost`, it is unsure for this reason. After a failed attempt a job waits for `first_wait`, then twice as long each
    time. It is given up after `max_attempts`, or if the next one would be later than `tried_for`.
    """

    name: str
    lease: timedelta
    first_wait: timedelta
    max_attempts: int
    tried_for: timedelta = timedelta.max
    lost: str = ""

    @property
    def jobs(self) -> QuerySet[Job]:
        """All jobs of this kind."""
        return Job.objects.filter(kind=self.name)


def queue(kind: Kind, jobs: Sequence[Job]) -> None:
    """Queue jobs, in the transaction that wants them. One whose key is queued already is left out."""
    now = clock.now()
    for job in jobs:
        job.kind, job.made_at, job.since, job.due = kind.name, now, now, now
    with write_transaction():
        Job.objects.bulk_create(jobs, batch_size=BATCH_SIZE, ignore_conflicts=True)
        transaction.on_commit(partial(queued.send, kind))


def claim_next(kind: Kind, *ready: Q) -> Job | None:
    """Claim the next job that is due and `ready`, so that no other process does it. Returns None if there is none."""
    now = clock.now()
    is_due = Q(state=State.WAITING, due__lte=now) | Q(state=State.RUNNING, leased_until__lt=now)
    due = kind.jobs.filter(*ready, is_due).order_by("is_bulk", "due", "pk")
    skip_locked = connection.features.has_select_for_update_skip_locked
    # Asks first, because a transaction that writes blocks others on SQLite.
    while due.exists():
        with write_transaction():
            job = due.select_for_update(skip_locked=skip_locked).first()
            if job is None or _claim(kind, job):
                return job
    return None


def _claim(kind: Kind, job: Job) -> bool:
    """Claim a job. Returns False if it is over instead, because it was lost or is late."""
    now = clock.now()
    if job.state == State.RUNNING and kind.lost:
        store(kind, job, State.UNSURE, kind.lost)
    elif job.attempts >= kind.max_attempts:
        store(kind, job, State.FAILED, "Balai stopped at the last attempt.")
    elif job.expires_at is not None and job.expires_at <= now:
        store(kind, job, State.FAILED, "It could not be sent in time.")
    else:
        job.state, job.due, job.leased_until = State.RUNNING, now, now + kind.lease
        job.attempts += 1
        job.save()
        return True
    return False


def store(kind: Kind, job: Job, state: Job.State, reason: str = "") -> None:
    """Store what came of an attempt. A job that is to wait waits for its next attempt, or has failed after its last."""
    due = now = clock.now()
    if state is State.WAITING:
        due += min(kind.first_wait * 2 ** min(job.attempts - 1, 20), LONGEST_WAIT)
        if job.attempts >= kind.max_attempts or due - job.since > kind.tried_for:
            state, due = State.FAILED, now
    _store(job, state=state, reason=reason[:300], due=due, payload=job.payload)


def put_back(job: Job) -> None:
    """Let a job wait again, because no job of its kind can be done now. This does not count as an attempt."""
    _store(job, state=State.WAITING, reason="", due=clock.now(), attempts=job.attempts - 1)


def _store(job: Job, **values: Any) -> None:
    """Store values, unless the job was deleted, or claimed by another process meanwhile."""
    with write_transaction():
        if Job.objects.filter(pk=job.pk, attempts=job.attempts).update(**values):
            vars(job).update(values)
            stored.send(Job, job=job)


def queue_again(job: Job) -> None:
    """Queue a job that waits or is over, as if it were new. The caller is in a transaction."""
    job.state, job.attempts, job.reason = State.WAITING, 0, ""
    job.since = job.due = clock.now()
    job.save()


def delete_over(kind: Kind, kept: timedelta) -> None:
    """Delete jobs that were over more than `kept` ago, at most `BATCH_SIZE`."""
    old = kind.jobs.filter(state__in=OVER, due__lt=clock.now() - kept).values_list("pk", flat=True)
    Job.objects.filter(pk__in=list(old[:BATCH_SIZE])).delete()
