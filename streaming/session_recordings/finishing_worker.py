"""Finishes session recordings and makes MP4s of them, one at a time, each in a subprocess.

If a server ends during the work, the next process that looks for work starts it again.
"""

import json
import logging
from pathlib import Path
from typing import Any

from foundation.processes import subprocesses
from foundation.processes.worker import Worker
from foundation.refusals import Refusal
from streaming.session_recordings import files, services
from streaming.session_recordings.services import FinishedFile, FinishingJob

logger = logging.getLogger(__name__)
PROGRESS = frozenset({"at", "percent"})
"""The keys of a progress message of a subprocess."""


class FinishingStopped(Exception):
    """Raised if the work ends early, because the server stops or because nobody wants the result any more."""


class FinishingWorker(Worker):
    """Joins what the relay wrote, adds chapters, and makes MP4s on request."""

    name = "recording finisher"

    def work_once(self) -> bool:
        """Do the oldest work that no other process is doing. Returns False if there is none."""
        for recording, folder in services.recordings_with_work():
            lock = files.lock_recording(folder)
            if lock is None:
                continue
            try:
                self._work_on(recording)
            finally:
                lock.release()
            return True
        return False

    def _work_on(self, recording: int) -> None:
        job = services.begin_job(recording)
        if job is None:
            return
        try:
            if job.files:
                made = self._make_programme(job)
                if made:
                    services.programme_made(job.recording, made)
                else:
                    services.programme_failed(job.recording)
            else:
                services.store_finished_files(job.recording, self._finish_files(job))
                files.remove_raw_files(job.folder)
        except FinishingStopped:
            services.release_job(job.recording)
        finally:
            files.remove_unfinished(job.folder)

    def _finish_files(self, job: FinishingJob) -> list[FinishedFile]:
        """Join the relay's files of each slot, and return the results.

        If they cannot be joined, the relay's files stay as they are.
        """
        made: list[FinishedFile] = []
        if not job.joins:
            logger.error(
                "A recording could not be joined in several attempts: what was written stays as it is"
            )
        for slot, parts in files.raw_parts(job.folder).items():
            given = {
                "slot": slot,
                "folder": str(files.folder_of(job.folder)),
                "parts": [str(part) for part in parts],
                "chapters": [vars(chapter) for chapter in job.chapters],
            }
            answers = (
                self._run_subprocess("streaming.session_recordings.recording_finisher", given)
                if job.joins
                else []
            )
            if answers and "end" in answers[-1]:
                made += [_finished_file(slot, answer["file"]) for answer in answers if "file" in answer]
            else:
                logger.error("What was recorded of %s could not be joined, and stays as it is", slot)
                made += [_unchanged_file(job.folder, slot, part) for part in parts]
        return made

    def _make_programme(self, job: FinishingJob) -> list[FinishedFile]:
        """Make the MP4 of the programme, and those of the languages with the master file. Empty if it failed."""
        folder = files.folder_of(job.folder)
        given = {
            "folder": str(folder),
            "files": [[slot, str(folder / name), at] for slot, name, at in job.files],
            "chapters": [vars(chapter) for chapter in job.chapters],
            "languages": [[language.tag, language.name] for language in job.languages],
            "spoken": [[time.title, time.begins, time.ends] for time in job.spoken],
        }
        answers = self._run_subprocess("streaming.session_recordings.programme_mix", given, job.recording)
        return [_finished_file(answer["slot"], answer["file"]) for answer in answers if "file" in answer]

    def _run_subprocess(self, module: str, given: dict[str, Any], recording: int = 0) -> list[dict[str, Any]]:
        """Run a subprocess. Returns its lines of JSON.

        It is killed if this server stops or if its work is not wanted any more. Then this raises `FinishingStopped`.
        The list is empty if the disk gets too full, or if the subprocess cannot be confined.
        """
        try:
            return self._answers_of_subprocess(module, given, recording)
        except Refusal:
            return []

    def _answers_of_subprocess(
        self, module: str, given: dict[str, Any], recording: int
    ) -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = []
        if files.is_full():
            return []
        with (
            subprocesses.running_subprocess(module, json.dumps(given)) as process,
            self.killed_on_stop(process),
        ):
            for line in subprocesses.output_lines(process):
                if self._stopping.is_set():
                    raise FinishingStopped
                answers.append(json.loads(line))
                if answers[-1].keys() & PROGRESS and files.is_full():
                    return []
                if "percent" in answers[-1] and not services.programme_progressed(
                    recording, answers[-1]["percent"]
                ):
                    raise FinishingStopped
            process.wait()
        if self._stopping.is_set():
            raise FinishingStopped
        return answers


def _finished_file(slot: str, said: dict[str, Any]) -> FinishedFile:
    """The finished file that a subprocess describes in `said`. It is in the recording's own folder."""
    return FinishedFile(slot=slot, **said | {"name": Path(said["name"]).name})


def _unchanged_file(folder: str, slot: str, part: Path) -> FinishedFile:
    """A file that the relay wrote, taken as a finished file without a change. It can be played, but its duration is
    unknown.
    """
    path = part.rename(files.folder_of(folder) / part.name)
    at = int(part.name.split(".")[1].split("-")[0]) / 1000
    return FinishedFile(slot=slot, name=path.name, at=at, seconds=0.0, octets=path.stat().st_size, chapters=0)


finishing_worker = FinishingWorker()
