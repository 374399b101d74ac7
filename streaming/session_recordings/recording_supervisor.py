"""Starts and stops the relay's recorders when session recordings in the database begin and end.

One process writes a recording and holds its lock. If it is killed, another process that polls continues the recording.
If it hangs and keeps the lock, the recording ends and everyone is told. So nobody wrongly believes that it continues.
"""

import asyncio
import logging
from dataclasses import dataclass
from functools import partial

from foundation import clock
from foundation.database import in_thread
from streaming.relay import TALKBACK, Source, StageRecorder
from streaming.session_recordings import files, rules, services
from streaming.session_recordings.finishing_worker import finishing_worker
from streaming.session_recordings.protocol import Problem
from streaming.session_recordings.services import Running
from streaming.signalling.media import Media, media
from streaming.signalling.polling import RelayPoller
from streaming.signalling.slot_assignment import PROGRAMME

logger = logging.getLogger(__name__)
PROBLEMS: dict[str, Problem] = {"disk_full": "disk_full"}
PATIENCE = 20.0
"""Seconds that a process gets to close its files and release the lock, after it no longer carries the session."""
LEFT_OUT = frozenset({PROGRAMME, TALKBACK})
"""The slots that no recording has: the programme repeats others, and what booths say to the staff is said to them."""


@dataclass
class _WrittenRecording:
    """A recording that this process writes. `now` is its state in the database as read last."""

    now: Running
    lock: files.RecordingLock
    recording: StageRecorder | None = None
    problem: str = ""
    """Why the recording ended by itself. Empty if it did not."""

    def may_record(self, source: Source) -> bool:
        return rules.may_record(source.id, self.now.acknowledged)


class RecordingSupervisor(RelayPoller):
    """Starts and ends recorders. Twice a second it checks for running recordings and for new acknowledgements."""

    def __init__(self, media: Media) -> None:
        super().__init__(media.relay, media.connections.sending_lines)
        self._media = media
        self._written: dict[int, _WrittenRecording] = {}
        # By the loop's clock: since when another process holds a recording of a session carried here.
        self._withheld: dict[int, float] = {}

    async def stop(self) -> None:
        """Stop writing. A process that checks later continues the recordings."""
        await super().stop()
        await asyncio.gather(*(self._end_recording(recording) for recording in list(self._written)))

    async def _poll(self) -> None:
        running = await self._thread.run(services.running_recordings)
        now = {one.recording: one for one in running if await self._media.carries(one.stream)}
        for one in now.values():
            await self._update_recording(one)
        self._withheld = {recording: since for recording, since in self._withheld.items() if recording in now}
        for recording in self._written.keys() - now.keys():
            await self._end_recording(recording)

    async def _update_recording(self, one: Running) -> None:
        written = self._written.get(one.recording)
        if written is None:
            await self._begin_recording(one)
        elif written.problem:
            # Repeated until the database takes it. After that the recording is no longer among the running ones.
            await self._thread.run(
                services.end_after_problem, one.recording, PROBLEMS.get(written.problem, "write_failed")
            )
            self.poll_soon()
        elif written.recording is not None:
            # Someone may have acknowledged it, or another layer of a picture may have come.
            written.now = one
            written.recording.check_sources_again()

    async def _begin_recording(self, one: Running) -> None:
        lock = await self._thread.run(files.lock_recording, one.folder)
        if lock is None:
            await self._wait_for_lock(one)
            return
        try:
            await self._media.gate.follow_stream(one.stream)
        except BaseException:
            lock.release()
            raise
        written = self._written[one.recording] = _WrittenRecording(one, lock)
        written.recording = StageRecorder(
            files.raw_folder(one.folder),
            begun=(clock.now() - one.started_at).total_seconds(),
            may_record=written.may_record,
            leaves_out=LEFT_OUT,
            reserve=files.reserve(),
            on_end=partial(self._on_problem, written),
        )
        self._relay.stage(one.stream).add_recording(written.recording)

    async def _wait_for_lock(self, one: Running) -> None:
        """Wait while another process has the lock of a recording. If that process keeps the lock too long, it hangs:
        the recording ends.
        """
        now = asyncio.get_running_loop().time()
        if now - self._withheld.setdefault(one.recording, now) >= PATIENCE:
            await self._thread.run(services.end_after_problem, one.recording, "write_failed")

    def _on_problem(self, written: _WrittenRecording, problem: str) -> None:
        """Note that a recording ended by itself, so that the next check ends it in the database."""
        written.problem = problem
        self.poll_soon()

    async def _end_recording(self, recording: int) -> None:
        written = self._written[recording]
        if written.recording is not None:
            await self._relay.stage(written.now.stream).remove_recording(written.recording)
            try:
                await in_thread(
                    services.note_gaps, recording, written.recording.times_frozen, written.recording.skipped
                )
            except Exception:  # otherwise the lock would stay, and nobody could finish the files
                logger.exception("What is missing of a recording could not be noted")
        del self._written[recording]
        written.lock.release()
        finishing_worker.wake()


class RecorderService:
    """The recorder of this process, started with its relay."""

    async def start(self) -> None:
        """Begin to check for running recordings."""
        self._recorder = RecordingSupervisor(media)
        await self._recorder.start()

    async def stop(self) -> None:
        """Stop checking, and close all files."""
        await self._recorder.stop()


recorder_service = RecorderService()
