"""Jobs are done once, in time, by whichever process claims them, and given up with a reason."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q

from foundation import clock
from foundation.jobs import queue
from foundation.jobs.models import Job
from foundation.jobs.queue import Kind, State
from foundation.jobs.worker import JobWorker, Result
from tests.support.patience import PATIENCE
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
DONE: Result = (State.DONE, "")
KIND = Kind("test", lease=10 * SECOND, first_wait=SECOND, max_attempts=4)
OTHER = Kind("other", lease=SECOND, first_wait=SECOND, max_attempts=1)


class Recorder(JobWorker):
    """Remembers what it did, and answers with the results that it is given, then with `DONE`."""

    name = "recorder"
    kind = KIND

    def __init__(self, *results: Result | None) -> None:
        super().__init__()
        self.results = [*results]
        self.did: list[str] = []
        self.has_worked = threading.Event()

    def do(self, job: Job) -> Result | None:
        self.did.append(job.key)
        self.has_worked.set()
        return self.results.pop(0) if self.results else DONE

    def work(self) -> None:
        while self.work_once():
            pass


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets the clock ahead."""
    now: list[datetime] = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: now[0])

    def ahead(by: timedelta) -> None:
        now[0] += by

    return ahead


def add(*keys: str, kind: Kind = KIND, is_bulk: bool = False, expires_at: datetime | None = None) -> None:
    queue.queue(
        kind, [Job(key=key, to="x", payload={}, is_bulk=is_bulk, expires_at=expires_at) for key in keys]
    )


def claim() -> Job:
    job = queue.claim_next(KIND)
    assert job is not None
    return job


def stored(key: str = "a") -> tuple[str, int, str]:
    job = Job.objects.get(key=key)
    return job.state, job.attempts, job.reason


def test_the_oldest_job_is_done_first_and_single_ones_before_many() -> None:
    add("a", "b", is_bulk=True)
    add("c", "d")
    worker = Recorder()
    worker.work()
    assert worker.did == ["c", "d", "a", "b"]
    assert stored() == (State.DONE, 1, "")


def test_of_two_jobs_with_one_key_one_is_done() -> None:
    add("a")
    add("a", "b")
    add("a", kind=OTHER)
    worker = Recorder()
    worker.work()
    add("a")
    worker.work()
    assert worker.did == ["a", "b"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_job_is_queued_with_the_transaction_that_wants_it() -> None:
    told: list[Kind] = []

    def heard(sender: Kind, **_: object) -> None:
        told.append(sender)

    queue.queued.connect(heard)
    with transaction.atomic():
        add("a")
        transaction.set_rollback(True)
    assert (Job.objects.count(), told) == (0, [])
    with transaction.atomic():
        add("a")
        assert told == []
    assert (Job.objects.count(), told) == (1, [KIND])


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_workers_at_the_same_moment_each_does_what_the_others_do_not() -> None:
    keys = [f"{number:02}" for number in range(40)]
    add(*keys)
    workers = [Recorder() for _ in range(3)]
    at_once(*(worker.work for worker in workers))
    assert Counter(key for worker in workers for key in worker.did) == Counter(keys)
    assert set(Job.objects.values_list("state", "attempts")) == {(State.DONE, 1)}


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_what_another_process_is_claiming_is_left_to_it() -> None:
    add("a", "b")
    if not connection.features.has_select_for_update_skip_locked:
        return  # SQLite has one writer, who is waited for
    with transaction.atomic():
        assert claim().key == "a"
        assert at_once(lambda: claim().key) == ["b"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_the_job_of_a_process_that_died_is_taken_over_by_one_after_its_lease(
    later: Callable[[timedelta], None],
) -> None:
    add("a")
    claim()
    later(KIND.lease)
    assert queue.claim_next(KIND) is None
    later(SECOND)
    first, second = Recorder(), Recorder()
    at_once(first.work, second.work)
    assert first.did + second.did == ["a"]
    assert stored() == (State.DONE, 2, "")


def test_what_a_process_stores_after_another_took_its_job_over_is_left_out(
    later: Callable[[timedelta], None],
) -> None:
    add("a")
    slow = claim()
    later(KIND.lease + SECOND)
    claim()
    queue.store(KIND, slow, State.FAILED, "Too slow")
    queue.put_back(slow)
    assert stored() == (State.RUNNING, 2, "")


def test_a_job_whose_process_dies_each_time_is_given_up(later: Callable[[timedelta], None]) -> None:
    add("a")
    for _ in range(KIND.max_attempts):
        claim()
        later(KIND.lease + SECOND)
    assert queue.claim_next(KIND) is None
    assert stored() == (State.FAILED, 4, "Balai stopped at the last attempt.")


def test_a_job_that_may_be_done_once_at_most_is_unsure_after_its_lease(
    later: Callable[[timedelta], None],
) -> None:
    once = Kind("test", lease=SECOND, first_wait=SECOND, max_attempts=4, lost="Stopped.")
    add("a", "b")
    claimed = queue.claim_next(once)
    later(2 * SECOND)
    next_one = queue.claim_next(once)
    assert (claimed and claimed.key, next_one and next_one.key) == ("a", "b")
    assert stored() == (State.UNSURE, 1, "Stopped.")


def test_waits_grow_and_the_last_failure_is_the_reason(later: Callable[[timedelta], None]) -> None:
    add("a")
    worker = Recorder(*((State.WAITING, f"No. {number}") for number in range(1, 5)))
    waits = []
    for _ in range(KIND.max_attempts):
        worker.work()
        job = Job.objects.get()
        waits.append(job.due - clock.now())
        later(waits[-1])
    assert waits == [SECOND, 2 * SECOND, 4 * SECOND, 0 * SECOND]
    assert stored() == (State.FAILED, 4, "No. 4")


def test_no_wait_is_longer_than_a_day() -> None:
    add("a")
    patient = Kind("test", lease=SECOND, first_wait=SECOND, max_attempts=90)
    Job.objects.update(attempts=60)
    queue.store(patient, Job.objects.get(), State.WAITING, "No.")
    job = Job.objects.get()
    assert (job.state, job.due - clock.now() <= queue.LONGEST_WAIT) == (State.WAITING, True)


def test_a_job_is_tried_for_so_long(later: Callable[[timedelta], None]) -> None:
    short = Kind("test", lease=SECOND, first_wait=SECOND, max_attempts=90, tried_for=7 * SECOND)
    add("a")
    ages = []
    began = clock.now()
    while (job := queue.claim_next(short)) is not None:
        ages.append((clock.now() - began) / SECOND)
        queue.store(short, job, State.WAITING, "No.")
        later(job.due - clock.now())
    assert ages == [0, 1, 3, 7]
    assert stored() == (State.FAILED, 4, "No.")
    queue.queue_again(Job.objects.get())
    assert stored() == (State.WAITING, 0, "")
    Recorder().work()
    assert stored() == (State.DONE, 1, "")


def test_a_job_that_cannot_be_done_now_waits_without_an_attempt() -> None:
    add("a")
    worker = Recorder(None)
    assert worker.work_once() is False
    assert stored() == (State.WAITING, 0, "")
    assert worker.work_once() is True
    assert stored() == (State.DONE, 1, "")


def test_a_late_job_is_not_done(later: Callable[[timedelta], None]) -> None:
    add("a", expires_at=clock.now() + SECOND)
    later(SECOND)
    worker = Recorder()
    worker.work()
    assert worker.did == []
    assert stored() == (State.FAILED, 0, "It could not be sent in time.")


def test_a_job_that_ends_by_an_error_keeps_its_lease(later: Callable[[timedelta], None]) -> None:
    class Broken(Recorder):
        def do(self, job: Job) -> Result:
            raise ZeroDivisionError

    add("a")
    with pytest.raises(ZeroDivisionError):
        Broken().work()
    assert stored() == (State.RUNNING, 1, "")
    later(KIND.lease + SECOND)
    Recorder().work()
    assert stored() == (State.DONE, 2, "")


def test_only_what_is_ready_is_done() -> None:
    class Choosy(Recorder):
        def ready(self) -> Q:
            return Q(key="b")

    add("a", "b")
    worker = Choosy()
    worker.work()
    assert worker.did == ["b"]


def test_what_a_worker_notes_in_the_payload_is_stored_with_the_result() -> None:
    class Noting(Recorder):
        def do(self, job: Job) -> Result:
            job.payload["status"] = 204
            return DONE

    add("a")
    Noting().work()
    assert Job.objects.get().payload == {"status": 204}


def test_a_job_that_was_deleted_meanwhile_is_not_stored() -> None:
    add("a")
    job = claim()
    Job.objects.all().delete()
    queue.store(KIND, job, State.DONE)
    assert not Job.objects.exists()


def test_jobs_that_are_over_are_deleted_after_a_while(later: Callable[[timedelta], None]) -> None:
    add("a", "b", "c")
    add("a", kind=OTHER)
    Recorder(DONE, (State.FAILED, "No."), (State.WAITING, "No.")).work()
    Job.objects.filter(kind="other").update(state=State.DONE)
    later(timedelta(days=1))
    queue.delete_over(KIND, timedelta(days=1))
    assert Job.objects.count() == 4
    later(SECOND)
    queue.delete_over(KIND, timedelta(days=1))
    assert set(Job.objects.values_list("kind", "key")) == {("test", "c"), ("other", "a")}


@pytest.mark.django_db(transaction=True)
def test_a_worker_begins_at_once_when_its_process_queued_a_job() -> None:
    worker = Recorder()
    worker.poll_seconds = PATIENCE * 10

    asyncio.run(worker.start())
    try:
        add("a")
        assert worker.has_worked.wait(PATIENCE)
    finally:
        asyncio.run(worker.stop())
    assert worker.did == ["a"]
