"""Time and memory of the worst input of each parser, at the bound that stops a larger one.

    make bench-parsers

Each shape of `tests/support/parsers.py` is read in a process of its own, first at a quarter of the bound and then at
the bound. Four times the input should take about four times as long. The run ends with 1 where it takes over twice
that, and more than 50 ms.
"""

import contextlib
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import django
import report

django.setup()

from rest_framework.exceptions import ParseError  # noqa: E402  # Django's settings first

from foundation.refusals import Refusal  # noqa: E402
from streaming.relay.errors import MediaRefusal  # noqa: E402
from tests.support.parsers import SHAPES, Shape  # noqa: E402

MOST_SECONDS, LEAST_SECONDS = 60, 0.2
NOISE_MS = 50


def milliseconds(shape: Shape, parts: int) -> float:
    """The CPU time of a reading: the mean of as many as fill `LEAST_SECONDS`, because some clocks are coarse."""
    given, times, began = shape.make(parts), 0, time.process_time()
    while (taken := time.process_time() - began) < LEAST_SECONDS:
        # Refused: what it took until then counts.
        with contextlib.suppress(Refusal, ParseError, MediaRefusal):
            shape.read(given)
        times += 1
    return taken * 1000 / times


def measure(place: int) -> dict[str, float]:
    """The figures of a shape, by its place: the time at a quarter and at the bound, and by how much the greatest memory
    of this process rose.
    """
    shape = SHAPES[place]
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    shape.make(shape.most)
    milliseconds(shape, 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    quarter = milliseconds(shape, shape.most // 4)
    return {
        "quarter": quarter,
        "ms": milliseconds(shape, shape.most),
        "mb": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
        "kb": len(shape.make(shape.most)) / 1000,
    }


def main() -> int:
    """Measure every shape, and write and print the figures."""
    figures: dict[str, float] = {}
    growth: dict[str, float] = {}
    too_fast = []
    for place, shape in enumerate(SHAPES):
        name = f"{shape.parser}, {shape.name}"
        # Forked, so that all begin with the same memory and nothing is imported again.
        with ProcessPoolExecutor(1, get_context("fork")) as process:
            try:
                found = process.submit(measure, place).result()
            except BrokenProcessPool:
                print(f"{name}: not read within {MOST_SECONDS} s")
                too_fast.append(name)
                continue
        figures |= {f"{name}: kB": found["kb"], f"{name}: ms": found["ms"], f"{name}: MB": found["mb"]}
        growth[f"{name}: time at the bound by time at a quarter"] = found["ms"] / max(found["quarter"], 0.001)
        print(f"{name:55} {found['kb']:9.1f} kB {found['ms']:9.1f} ms {found['mb']:7.1f} MB", flush=True)
        if found["ms"] > max(NOISE_MS, 2 * 4**shape.power * found["quarter"]):
            too_fast.append(name)
    print(report.write("parsers", figures, growth))
    if too_fast:
        print("Grows faster than its input:", *too_fast, sep="\n  ")
    return bool(too_fast)


if __name__ == "__main__":
    sys.exit(main())
