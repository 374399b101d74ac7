"""The server's CPU time for each message to a socket: our hub, a plain Channels group, Node's ws.

    .venv/bin/python bench/wire.py

One event of some 300 bytes goes to 500 sockets, again and again. All contenders run beside each other and
are measured in turns by the same load, a process of its own. Servers have one core, the load another; all
traffic stays on 127.0.0.1.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import report

HERE = Path(__file__).resolve().parent
SOCKETS = 500
ROUNDS = {"hub": 120, "group_send": 40, "node_ws": 120}
REPEATS = 3
ROW = "{:<28}{:>22}{:>22}"
NAMES = {"hub": "Balai's hub", "group_send": "Channels, group_send", "node_ws": "Node, ws"}


def commands() -> dict[str, list[str]]:
    """How each contender is started; Node's is left out where it is not installed."""
    servers = str(HERE / "wire_servers.py")
    found = {name: [sys.executable, servers, name] for name in ("hub", "group_send")}
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node and (HERE / "node_modules" / "ws").is_dir():
        found["node_ws"] = [node, str(HERE / "wire_node.js")]
    else:
        print("Node's ws is not installed (make bench does): its row is missing.")
    return found


def on_core(number: int) -> list[str]:
    """A prefix that keeps a command on a core of its own, where there are two."""
    cores = sorted(os.sched_getaffinity(0))
    return ["taskset", "--cpu-list", str(cores[number])] if len(cores) > 1 and shutil.which("taskset") else []


@contextmanager
def running(command: list[str], data: str) -> Iterator[tuple[int, int]]:
    """A contender's port and process id."""
    environment = os.environ | {"DEMO": "1", "DATA_DIR": data}
    process = subprocess.Popen(
        [*on_core(0), *command], stdout=subprocess.PIPE, text=True, env=environment, cwd=HERE
    )
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline()), process.pid
    finally:
        process.terminate()
        process.communicate(timeout=20)


def load(port: int, pid: int, rounds: int) -> dict[str, float]:
    """One turn of a contender."""
    arguments = [str(value) for value in (port, SOCKETS, rounds, pid)]
    command = [*on_core(1), sys.executable, str(HERE / "wire_load.py"), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def measured() -> dict[str, dict[str, float]]:
    """The median of all turns, for each contender."""
    turns: dict[str, list[dict[str, float]]] = {}
    with ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory())
        places = {name: stack.enter_context(running(command, data)) for name, command in commands().items()}
        for _ in range(REPEATS):
            for name, place in places.items():
                turns.setdefault(name, []).append(load(*place, ROUNDS[name]))
    return {
        name: {what: statistics.median(turn[what] for turn in each) for what in each[0]}
        for name, each in turns.items()
    }


def main() -> None:
    """Measure, print, write down; a ratio is our CPU time over the peer's."""
    results = measured()
    print(ROW.format(f"{SOCKETS} sockets", "server CPU a message", "an event to all"))
    for name, result in results.items():
        print(ROW.format(NAMES[name], f"{result['cpu_us']:.1f} µs", f"{result['fanout_ms']:.1f} ms"))
    ours = results["hub"]["cpu_us"]
    figures = {f"cpu_us_per_message_{SOCKETS}": ours, f"fanout_ms_{SOCKETS}": results["hub"]["fanout_ms"]}
    ratios = {}
    for name in results.keys() - {"hub"}:
        figures[f"cpu_us_per_message_{SOCKETS}_{name}"] = results[name]["cpu_us"]
        ratios[f"cpu_vs_{name}"] = ours / results[name]["cpu_us"]
    report.write("wire", figures, ratios)


if __name__ == "__main__":
    main()
