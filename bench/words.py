"""What votes, questions and messages cost: at the service, and in a hall of 4,300 browsers beside Node's ws.

    make bench-words

`words_votes.py` runs on SQLite and on PostgreSQL, `words_questions.py` on SQLite. Each is a process of its own with an
empty DATA_DIR, one after another. Then 4,300 browsers read twenty messages a second, and each votes, and answers a
poll, within two seconds beside events (`words_hall.py`); before and after it, Node's ws sends as many sockets one
message after another. All figures go into `bench/results/words.json`.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import report
import wire

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ON_POSTGRESQL = (sys.executable, "-m", "tests.support.stack")
PARTS: tuple[tuple[str, ...], ...] = (
    (sys.executable, str(HERE / "words_votes.py"), "100", "sqlite"),
    (*ON_POSTGRESQL, sys.executable, str(HERE / "words_votes.py"), "100", "postgresql"),
    (sys.executable, str(HERE / "words_questions.py"), "5000", "200"),
    (sys.executable, str(HERE / "words_scroll.py"), "10000"),
)


def measure(command: tuple[str, ...]) -> dict[str, float]:
    """The figures that a script prints."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DEMO": "1",
            "DATA_DIR": folder,
            "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
        }
        done = subprocess.run(
            command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=600
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def peer() -> float | None:
    """The CPU of Node's ws for a message at one of 4,300 sockets, in microseconds. None if it is not installed."""
    command = wire.commands().get("node_ws")
    if command is None:
        return None
    with wire.contender("node_ws", command) as server:
        found = wire.loaded("wire_load.py", *server, "40", str(wire.EVERYONE))
    return float(found[str(wire.EVERYONE)]["cpu_us"])


def hall() -> dict[str, float]:
    """Messages and votes in a whole hall, as ratios to the peer in the same run."""
    peers = [peer()]
    with tempfile.TemporaryDirectory() as folder:
        served = wire.Hall(Path(folder), PROCESS_TYPE="web")
        served.prepare()
        command = [sys.executable, "platform/manage.py", "serve", f"--port={served.port}"]
        served.start(*wire.on_core(0), *command)
        try:
            orders = wire.orders_for(served) | {
                "more_streams": [f"chat/{served.session()}"],
                "messages": {"seconds": 10.0, "pace": 20.0},
                "votes": {
                    "sockets": wire.EVERYONE - 4,
                    "votes": wire.EVERYONE - 4,
                    "seconds": 2.0,
                    "pace": 5.0,
                },
                "poll": {"sockets": wire.EVERYONE - 4, "seconds": 2.0, "pace": 5.0},
            }
            path = Path(folder) / "orders.json"
            path.write_text(json.dumps(orders))
            found = wire.loaded("words_hall.py", str(path))
        finally:
            served.stop()
    figures: dict[str, float] = {
        "message_cpu_us_4300": found["message_cpu_us"],
        "message_p99_ms_4300": found["message_p99_s"] * 1000,
        "crowd_votes_counted": found["votes"],
        "crowd_votes_counted_after_s": found["counted_after_s"],
        "crowd_votes_worst_event_ms": found["worst_event_s"] * 1000,
        "crowd_poll_answers_counted": found["poll_answers"],
        "crowd_poll_counted_after_s": found["poll_counted_after_s"],
        "crowd_poll_worst_event_ms": found["poll_worst_event_s"] * 1000,
    }
    peers.append(peer())
    known = [each for each in peers if each is not None]
    if known:
        figures["node_ws_cpu_us_4300"] = sum(known) / len(known)
        figures["message_cpu_vs_node_ws"] = figures["message_cpu_us_4300"] / figures["node_ws_cpu_us_4300"]
    return figures


def main() -> None:
    """Measure, print a table and write `bench/results/words.json`."""
    for part in (*(lambda part=part: measure(part) for part in PARTS), hall):
        figures = part()
        for name, value in figures.items():
            print(f"{name:<34}{value:>12.2f}")
        path = report.merge("words", figures)
    print("written to", path.relative_to(ROOT))


if __name__ == "__main__":
    main()
