"""The people in a session while others enter it, in a process of their own: a moderator who acts, and followers.

    access_inside.py ORDERS.json

ORDERS has the fields of `wire_hall.py`, and `stop`: the path of a file that ends the measurement when it appears. It
prints "ready" once all follow, and then as JSON the milliseconds from each command to its event at the last reader:
median, 99th percentile and worst.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from wire_crowd import allow_many_files
from wire_hall import Hall

EVERY = 0.5
"""Seconds between two commands."""


def watch(orders: dict[str, Any]) -> dict[str, float]:
    """Send commands until the file `stop` exists. Returns their delays."""
    hall, stop = Hall(orders), Path(orders["stop"])
    people = [*hall.moderators, *hall.audience]
    hall.gather(people)
    # The first command of the loop seats in the other slot, so that it changes something.
    for slot in ("panel-1", "chair"):
        hall.do(hall.moderators[0], "floor.seat", slot=slot, participant=hall.participant)
    hall.crowd.rest(1)
    hall.seated.clear()
    for client in people:
        client.mark.seated = 0
    print("ready", flush=True)
    sent: list[float] = []
    while not stop.exists():
        sent.append(time.perf_counter())
        hall.seat(hall.moderators[len(sent) % len(hall.moderators)], len(sent))
        hall.crowd.rest(EVERY)
    hall.crowd.run(lambda: len(hall.seated) == len(sent) * len(people))
    worst = [0.0] * len(sent)
    for number, when in hall.seated:
        worst[number] = max(worst[number], (when - sent[number]) * 1000)
    worst.sort()
    return {
        "commands": float(len(worst)),
        "p50_ms": worst[len(worst) // 2],
        "p99_ms": worst[int(len(worst) * 0.99)],
        "worst_ms": worst[-1],
    }


if __name__ == "__main__":
    allow_many_files()
    print(json.dumps(watch(json.loads(Path(sys.argv[1]).read_text()))))
