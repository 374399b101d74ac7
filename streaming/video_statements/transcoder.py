"""Converts video statements one at a time, in a subprocess that a thread watches.

If a server ends during the work, another process starts it again within seconds.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from foundation.database import in_thread
from foundation.processes.subprocesses import output_lines
from foundation.processes.worker import Worker
from foundation.refusals import Refusal
from streaming.video_statements import files, rules, services, subprocesses
from streaming.video_statements.services import ConversionJob

logger = logging.getLogger(__name__)


class Transcoder(Worker):
    """Converts video statements in the background, until it is stopped."""

    name, poll_seconds = "video statements", 2.0

    async def start(self) -> None:
        """Start the thread, and delete files that were left behind."""
        await in_thread(lambda: files.sweep(services.referenced_files()))
        await super().start()

    def work_once(self) -> bool:
        """Convert the oldest waiting video statement. Returns False if there is none."""
        job = services.next_job()
        if job is None:
            return False
        try:
            with _renew_lease_meanwhile(job):
                self._convert(job)
        except Refusal as refusal:
            logger.warning("A video statement could not be converted: %s", refusal)
            services.store_failure(job, refusal.code)
        finally:
            files.remove_files(*job.leftover_files)
        return True

    def _convert(self, job: ConversionJob) -> None:
        source, target = files.path_of(job.original), files.path_of(job.part_file)
        with subprocesses.conversion(source, target, job.seconds) as process, self.killed_on_stop(process):
            for line in output_lines(process):
                percent = min(99, round(100 * int(line) / max(1.0, job.seconds)))
                if self._stopping.is_set():
                    return services.release_job(job)
                if not services.store_progress(job, percent):
                    return
            code = process.wait()
        if self._stopping.is_set():
            return services.release_job(job)
        if code != 0:
            raise _not_converted_refusal()
        facts = subprocesses.probe(target)
        if rules.needs_converting(facts):
            raise _not_converted_refusal()
        services.store_converted(job, facts)


@contextmanager
def _renew_lease_meanwhile(job: ConversionJob) -> Iterator[None]:
    """Renew the lease of a job while the block runs, also while the subprocess prints nothing."""
    over = threading.Event()
    thread = threading.Thread(
        target=_renew_until, args=(job, over), name="claim of a video statement", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew_until(job: ConversionJob, over: threading.Event) -> None:
    while not over.wait(services.RENEW_SECONDS):
        try:
            services.renew_lease(job)
        except Exception:
            logger.exception(
                "Could not renew the claim on a video statement; another process may begin again"
            )
        finally:
            connections.close_all()


def _not_converted_refusal() -> Refusal:
    return Refusal(
        "video_statement.not_converted",
        "The video statement could not be converted. Export it as MP4 (H.264 and AAC), then send it again.",
    )


transcoder = Transcoder()
