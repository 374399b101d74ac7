"""The sound of a recording in a language: its interpreter, or the floor while there is none. No Django, no database.

A track has what a listener of the channel hears with the floor turned off. While nobody is on duty, the interpreter's
line is down, or the language itself is spoken, it has the sound of the floor, so that a track is never silent where
the session is not.
"""

from collections.abc import Iterable, Iterator, Sequence

import av
import numpy as np
import numpy.typing as npt

Interval = tuple[float, float]
"""A beginning and an end, in seconds since the recording began."""
SAMPLES = 48_000
PACKET = 0.02
"""Seconds of sound in a packet of Opus, as browsers send it."""
GAP = 2.0
"""Seconds without a packet after which an interpreter's line is down. Shorter gaps are lost packets, and silent.

The gate uses the same limit (`signalling/disconnect_detector.py`).
"""


def merged(times: Iterable[float]) -> list[Interval]:
    """The times of packets in rising order, as intervals. Gaps of up to `GAP` belong to an interval."""
    found: list[Interval] = []
    for time in times:
        if found and time - found[-1][1] <= GAP:
            found[-1] = found[-1][0], max(found[-1][1], time + PACKET)
        else:
            found.append((time, time + PACKET))
    return found


def without(intervals: Sequence[Interval], holes: Iterable[Interval]) -> list[Interval]:
    """The intervals without the holes."""
    left = list(intervals)
    for begins, ends in holes:
        left = [
            part
            for start, stop in left
            for part in ((start, min(stop, begins)), (max(start, ends), stop))
            if part[0] < part[1]
        ]
    return sorted(left)


def samples_within(
    intervals: Iterable[Interval], begins: float, first: int, count: int
) -> npt.NDArray[np.bool_]:
    """Which of `count` samples from the sample `first` on are within the intervals. The sample 0 is at `begins`."""
    found = np.zeros(count, np.bool_)
    for start, stop in intervals:
        places = (round((moment - begins) * SAMPLES) - first for moment in (start, stop))
        low, high = (min(max(place, 0), count) for place in places)
        found[low:high] = True
    return found


def packet_times(path: str) -> Iterator[float]:
    """The times of the sound packets of a file, in seconds since it began. A damaged file ends where the damage
    begins.
    """
    try:
        with av.open(path) as file:
            for packet in file.demux(file.streams.audio):
                if packet.pts is not None and packet.time_base is not None:
                    yield float(packet.pts * packet.time_base)
    except av.FFmpegError:
        return
