"""Writes frames into files on a thread of its own: WebM, or Matroska if the picture is H.264.

Nothing is encoded or decoded. A file is written in clusters of a second. Each whole cluster goes to the kernel, so that
a killed process leaves files that play. A new file begins if a picture starts or stops, if the codec changes, or after
a silence. `streaming/session_recordings/recording_finisher.py` joins the files.
"""

import errno
import logging
import queue
import shutil
import threading
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.packet import Packet

from streaming.relay import frame_size, h264, vp8
from streaming.relay.codecs import CLOCK_RATES
from streaming.relay.frame_assembler import Batch, Frame, FrameAssembler
from streaming.slot_file_names import file_stem

TICK = Fraction(1, 1000)
OPTIONS = {"cluster_time_limit": "1000", "flush_packets": "1", "max_interleave_delta": "500000"}
FIRST_PICTURE = 1.0
"""Seconds for which sound waits for a picture. After that, a file without a picture begins."""
STALL = 3.0
"""Seconds without a frame after which a file with a picture is closed: its sound would pile up in memory."""
CHECK_SECONDS = 1.0
UNKNOWN_SIZE = 1280, 720
"""Size in pixels that is written for a keyframe without a size. `recording_finisher.py` decodes it to find the size."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

logger = logging.getLogger(__name__)


class SlotFile:
    """One file of a slot. `picture` is the keyframe that it begins with, or None for sound alone."""

    def __init__(self, folder: Path, slot: str, at: float, picture: Frame | None) -> None:
        self.codec = picture.codec if picture else ""
        self.parameters = h264.parameter_sets(picture.data) if picture and picture.codec != "VP8" else b""
        matroska = self.codec not in ("", "VP8")
        path = _free_name(
            folder, f"{file_stem(slot)}.{max(0, round(at * 1000)):09}", ".mkv" if matroska else ".webm"
        )
        self.moved_at = self.latest = at
        self._container = av.open(str(path), "w", format="matroska" if matroska else "webm", options=OPTIONS)
        self._streams: dict[str, Any] = {
            "audio": self._container.add_stream("libopus", rate=CLOCK_RATES["audio"], layout="stereo")
        }
        if picture is not None:
            self._streams["video"] = self._picture_stream(picture)
        self._last = {"audio": -1, "video": -1}

    def _picture_stream(self, picture: Frame) -> Any:
        width, height = _picture_size(picture)
        name = "vp8" if self.codec == "VP8" else "h264"
        return self._container.add_mux_stream(name, width=width, height=height, time_base=TICK)

    def can_write(self, frame: Frame) -> bool:
        """Whether a frame can be written into this file."""
        if frame.kind == "audio":
            return not self.codec or frame.at - self.moved_at < STALL
        if not self.codec or frame.codec != self.codec:
            return False
        brings = h264.parameter_sets(frame.data) if frame.key and self.parameters else b""
        return brings in (b"", self.parameters)

    def write(self, frame: Frame) -> None:
        """Add a frame. Frames of one kind come in rising order of time."""
        packet: Any = Packet(frame.data)
        packet.stream = self._streams[frame.kind]
        packet.time_base = TICK
        packet.pts = packet.dts = self._last[frame.kind] = max(
            self._last[frame.kind] + 1, round(frame.at * 1000)
        )
        packet.is_keyframe = frame.key
        self._container.mux_one(packet)
        self.latest = max(self.latest, frame.at)
        if frame.kind == "video":
            self.moved_at = max(self.moved_at, frame.at)

    def close(self) -> None:
        """Write the remaining frames and the index."""
        self._container.close()


def _picture_size(picture: Frame) -> tuple[int, int]:
    """The size of a keyframe, in pixels. `UNKNOWN_SIZE` if the keyframe does not contain it."""
    if picture.codec == "VP8":
        found = vp8.size_of_keyframe(picture.data)
    else:
        sets = h264.parameter_sets(picture.data).split(h264.START_CODE)[1:]
        found = next(filter(None, (frame_size.picture_size("H264", one) for one in sets)), (0, 0))
    return found if all(found) else UNKNOWN_SIZE


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        path, number = folder / f"{stem}-{number}{suffix}", number + 1
    return path


class SlotWriter:
    """The files of one slot, one after another."""

    def __init__(self, folder: Path, name: str, wants_key: Callable[[str], None]) -> None:
        self._folder, self._name, self._wants_key = folder, name, wants_key
        self._part: SlotFile | None = None
        self._early: list[Frame] = []
        self._lost = 0
        self.assemblies = {kind: FrameAssembler(kind) for kind in CLOCK_RATES}

    def write_batch(self, batch: Batch) -> None:
        """Write the frames that these packets complete."""
        self._write_all(self.assemblies[batch.kind].add_batch(batch))

    def write_overdue(self, now: float) -> None:
        """Write frames that have waited long enough, and close a file that gets no more frames."""
        for assembly in self.assemblies.values():
            self._write_all(assembly.give_up_missing(now))
        latest = max([f.at for f in self._early[-1:]] + [self._part.latest if self._part else now])
        if now - latest > STALL:
            self.close()

    def _write_all(self, frames: list[Frame]) -> None:
        """Write frames. After a loss, ask for a keyframe, because the picture can only continue with one."""
        for frame in frames:
            self._write(frame)
        lost, self._lost = self._lost, self.assemblies["video"].lost
        if self._lost > lost:
            self._wants_key(self._name)

    def _write(self, frame: Frame) -> None:
        if self._part is not None and self._part.can_write(frame):
            self._part.write(frame)
        elif frame.kind == "audio":
            self._early.append(frame)
            if frame.at - self._early[0].at >= FIRST_PICTURE:
                self._begin_file(frame.at, None)
        elif _can_begin_file(frame):
            self._begin_file(frame.at, frame)
        else:
            self._request_keyframe()

    def _begin_file(self, at: float, picture: Frame | None) -> None:
        """Begin a file with the waiting sound, and with a picture if there is one."""
        early, self._early = self._early, []
        if self._part is not None:
            self._part.close()
        self._part = SlotFile(self._folder, self._name, min([at, *(frame.at for frame in early)]), picture)
        for frame in early:
            self._part.write(frame)
        if picture is not None:
            self._part.write(picture)

    def _request_keyframe(self) -> None:
        self.assemblies["video"].waits_for_key = True
        self._wants_key(self._name)

    def close(self) -> None:
        """Close the open file and write the waiting sound."""
        if self._early:
            self._begin_file(self._early[0].at, None)
        part, self._part = self._part, None
        if part is not None:
            part.close()


def _can_begin_file(frame: Frame) -> bool:
    return frame.key and (frame.codec == "VP8" or bool(h264.parameter_sets(frame.data)))


class MatroskaWriter(threading.Thread):
    """Takes batches from `queue` until it gets None. `taken` and `lost` are read by other threads.

    If less than `reserve` octets are free, or a write fails, it closes its files, calls `on_end` with the reason, and
    ends. `wants_key(slot)` asks for a keyframe. Both functions are called on this thread. `clock` is the recording's
    time.
    """

    def __init__(
        self,
        folder: Path,
        reserve: int,
        wants_key: Callable[[str], None],
        on_end: Callable[[str], None],
        clock: Callable[[], float],
    ) -> None:
        super().__init__(name="recording", daemon=True)
        self.queue: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self.taken = self.lost = 0
        self._folder, self._reserve = folder, reserve
        self._wants_key, self._on_end, self._clock = wants_key, on_end, clock
        self._slots: dict[str, SlotWriter] = {}
        self._now = 0.0
        self._looked = 0.0

    def run(self) -> None:
        """Write until told to stop, or until writing fails."""
        problem = ""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._check_disk()
            while self._write_next():
                pass
        except _DiskFull:
            problem = "disk_full"
        except Exception as error:
            problem = "disk_full" if getattr(error, "errno", None) in FULL else "write_failed"
            logger.exception("A recording ends: its files cannot be written")
        if not self._close_files() and not problem:
            problem = "write_failed"
        if problem:
            self._on_end(problem)

    def _write_next(self) -> bool:
        try:
            batch = self.queue.get(timeout=CHECK_SECONDS)
        except queue.Empty:
            self._now = max(self._now, self._clock())
            self._check_once_a_second()
            return True
        if batch is None:
            return False
        self._now = batch.now
        slot = self._slots.get(batch.slot)
        if slot is None:
            slot = self._slots[batch.slot] = SlotWriter(self._folder, batch.slot, self._wants_key)
        slot.write_batch(batch)
        self.taken += batch.octets
        self._check_once_a_second()
        return True

    def _check_once_a_second(self) -> None:
        """Once a second: close idle files and check the free space."""
        if self._clock() - self._looked >= CHECK_SECONDS:
            self._check_disk()
            for slot in self._slots.values():
                slot.write_overdue(self._now)
            self.lost = sum(a.lost for slot in self._slots.values() for a in slot.assemblies.values())

    def _check_disk(self) -> None:
        self._looked = self._clock()
        if shutil.disk_usage(self._folder).free < self._reserve:
            raise _DiskFull

    def _close_files(self) -> bool:
        """Close all files, even if one fails. Returns whether all were closed."""
        whole = True
        for slot in self._slots.values():
            try:
                slot.write_overdue(self._now + STALL)
                slot.close()
            except Exception:
                logger.exception("The end of a recording's file could not be written")
                whole = False
        return whole


class _DiskFull(Exception):
    """Raised if the disk has less free space than the reserve."""
