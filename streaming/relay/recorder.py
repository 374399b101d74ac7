"""Records one stage: a thread writes what is in its slots (`matroska_writer.py`). Nothing waits for it.

On the loop a packet only costs a place in a queue. If the disk is slower than the packets, pictures are skipped up to a
keyframe, and if that is not enough, sound too. Listeners are not affected.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from streaming.relay.codecs import CLOCK_RATES
from streaming.relay.frame_assembler import Batch
from streaming.relay.matroska_writer import MatroskaWriter
from streaming.relay.rtp import Packet
from streaming.relay.slots import kinds_of_slot
from streaming.relay.source import Source
from streaming.relay.track import Track

MAX_BEHIND = 32 << 20
"""Octets that may wait for the disk. Pictures use half of it at most, so that sound has room."""
LAST = 10.0
"""Seconds within which the waiting packets have to be written when a recording is stopped."""
ON_TIME = 1.0, 2.0
"""Seconds by which a packet may seem to arrive before it was sent, and after it. Beyond them its sender's clock is not
believed.
"""


class TrackRecorder:
    """Records the sound or the picture of one slot. It follows one track at a time, or none.

    `coming` is the layer of the same picture that takes over with its next keyframe. Until then `track` goes on.
    """

    def __init__(self, recording: StageRecorder, slot: str, kind: str) -> None:
        self.slot, self.kind = slot, kind
        self.track: Track | None = None
        self.coming: Track | None = None
        self.waiting = False
        """Whether it waits for a keyframe to begin with."""
        self._recording = recording
        self._skips = False
        self._stream = 0
        self._anchor: tuple[int, float] | None = None

    def attach(self, track: Track) -> None:
        """Record the packets of this track, from its next packet on, or from its next keyframe if it is a picture."""
        self.detach()
        self.track = track
        track.recorders.append(self)
        self.begin_anew()

    def switch_to(self, track: Track, source: Source) -> None:
        """Record this track instead. If it is another layer of the recorded picture, the change is made at its next
        keyframe.
        """
        if track is (self.coming or self.track):
            return
        self._cancel_switch()
        if self.track is None or self.waiting or self.track not in source.tracks:
            self.attach(track)
            track.request_keyframe()
        elif track is not self.track:
            self.coming = track
            track.switch_at_keyframe(self)

    def _cancel_switch(self) -> None:
        if self.coming is not None:
            self.coming.switching.remove(self)
            self.coming = None

    def detach(self) -> None:
        """Leave the track, and the layer that was to take over: no packet of either is taken any more."""
        self._cancel_switch()
        if self.track is not None:
            self.track.recorders.remove(self)
            self.track = None

    def begin_anew(self) -> None:
        """Prepare for a new stream, which has its own numbers and clock."""
        self._stream, self._anchor = next(self._recording.streams), None
        self.waiting = self.kind == "video"

    def take(self, packets: Sequence[Packet], now: float) -> None:
        """Take packets that arrived at `now` on the loop's clock."""
        begins = any(packet.joinable for packet in packets)
        if begins:
            self.waiting = False
        if self.track is None or not self._has_room(begins):
            self._recording.skipped += sum(packet.marker > 0 for packet in packets)
            return
        self._recording.write_batch(self._make_batch(self.track, packets, self._recording.time_of(now)))

    def _has_room(self, begins: bool) -> bool:
        """Whether the packets may be put into the queue for the disk.

        After some of a picture was skipped, recording continues at a keyframe. This function requests that keyframe.
        """
        if self.kind == "audio":
            return self._recording.octets_behind < MAX_BEHIND
        room = self._recording.octets_behind < MAX_BEHIND // 2
        if not room:
            self._skips = True
        elif self._skips:
            self._skips = self.waiting = not begins
        if room and self._skips and self.track is not None:
            self.track.request_keyframe()
        return not self._skips

    def _make_batch(self, track: Track, packets: Sequence[Packet], now: float) -> Batch:
        rate, timestamp = CLOCK_RATES[self.kind], packets[-1].timestamp
        return Batch(
            slot=self.slot,
            kind=self.kind,
            stream=self._stream,
            codec=track.codec.split("/")[0],
            rate=rate,
            timestamp=timestamp,
            at=self._time_of_packet(track, timestamp, rate, now),
            now=now,
            packets=packets,
        )

    def _time_of_packet(self, track: Track, timestamp: int, rate: int, now: float) -> float:
        """When a packet was sent, in seconds since the recording began.

        It is computed from the sender's reports, or else from the arrival of an earlier packet of the stream.
        """
        early, late = ON_TIME
        came = time.time() - (self._recording.recording_time() - now)
        said = track.clock.moment(timestamp)
        if said is not None and -early <= (age := came - said) <= late:
            return now - age
        if self._anchor is not None:
            began, at = self._anchor
            at += ((timestamp - began + 0x80000000 & 0xFFFFFFFF) - 0x80000000) / rate
            if now - late <= at <= now + early:
                return at
        self._anchor = timestamp, now
        return now


class StageRecorder:
    """Writes what is in a stage's slots into files of a folder. Give it to `Stage.add_recording`.

    `begun` is the time of the recording at which this recorder begins, in seconds: the times in all files of a
    recording count from the same moment. `may_record(source)` is whether a source may be recorded. The slots
    `leaves_out`, and those below them (`programme/fr` is below `programme`), are not recorded.

    It ends if less than `reserve` octets are free. If it ends by itself, it calls
    `on_end(problem)` on the loop with "disk_full" or "write_failed".
    """

    def __init__(
        self,
        folder: Path,
        *,
        begun: float,
        may_record: Callable[[Source], bool],
        leaves_out: frozenset[str],
        reserve: int,
        on_end: Callable[[str], None],
    ) -> None:
        self.streams = itertools.count()
        self.skipped = 0
        """Pictures that were skipped because the disk was too slow."""
        self._loop = asyncio.get_running_loop()
        self._zero = self._loop.time() - begun
        self._may_record, self._leaves_out = may_record, leaves_out
        self._recorders: dict[str, dict[str, TrackRecorder]] = {}
        self._sources: dict[str, Source | None] = {}
        self._put = 0
        self._over = False
        self._on_end = on_end
        self._writer = MatroskaWriter(
            folder, reserve, self._on_keyframe_wanted, self._on_writer_end, self.recording_time
        )
        self._writer.start()

    @property
    def octets_behind(self) -> int:
        """Octets that wait to be written."""
        return self._put - self._writer.taken

    @property
    def times_frozen(self) -> int:
        """How often a picture froze until the next keyframe because of lost packets."""
        return self._writer.lost

    @property
    def unrecorded_sources(self) -> frozenset[str]:
        """The ids of sources that are in a slot and are left out, because they must not be recorded."""
        return frozenset(s.id for s in self._sources.values() if s is not None and not self._may_record(s))

    def time_of(self, now: float) -> float:
        """The time of the recording, in seconds, at the loop's time `now`."""
        return now - self._zero

    def recording_time(self) -> float:
        """The present time of the recording, in seconds."""
        return self.time_of(self._loop.time())

    def write_batch(self, batch: Batch) -> None:
        """Hand packets to the writer's thread."""
        self._put += batch.octets
        self._writer.queue.put(batch)

    def put_source_into_slot(self, slot: str, source: Source | None) -> None:
        """Record another source, or nothing, in a slot."""
        if slot.split("/")[0] in self._leaves_out or self._over:
            return
        self._sources[slot] = source
        taken = source if source is not None and self._may_record(source) else None
        if slot not in self._recorders:
            self._recorders[slot] = {kind: TrackRecorder(self, slot, kind) for kind in kinds_of_slot(slot)}
        for recorder in self._recorders[slot].values():
            track = taken.best_track(recorder.kind, self._loop.time()) if taken is not None else None
            if taken is None or track is None:
                recorder.detach()
            else:
                recorder.switch_to(track, taken)

    def check_sources_again(self) -> None:
        """Ask `may_record` again for the source in each slot."""
        for slot, source in list(self._sources.items()):
            self.put_source_into_slot(slot, source)

    async def stop(self) -> None:
        """Take no more, and return when all is written, or after ten seconds."""
        self._detach_all()
        self._writer.queue.put(None)
        await asyncio.to_thread(self._writer.join, LAST)

    def _detach_all(self) -> None:
        self._over = True
        self._sources.clear()
        for recorders in self._recorders.values():
            for recorder in recorders.values():
                recorder.detach()

    def _on_keyframe_wanted(self, slot: str) -> None:
        self._loop.call_soon_threadsafe(self._request_keyframe, slot)

    def _request_keyframe(self, slot: str) -> None:
        recorder = self._recorders[slot]["video"]
        if recorder.track is not None:
            recorder.waiting = True
            recorder.track.request_keyframe()

    def _on_writer_end(self, problem: str) -> None:
        self._loop.call_soon_threadsafe(self._end_recording, problem)

    def _end_recording(self, problem: str) -> None:
        self._detach_all()
        self._on_end(problem)
