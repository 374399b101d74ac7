"""The cost of the wire at 4,300 sockets, compared with a plain Channels group and with Node's ws for the same work.

    make bench-wire

First, one event of some 300 bytes to all, many times: each contender is started in turn and measured by the same load,
three times. Then the hub again, with slow readers beside the others. Then the whole of Balai, as a web process without
a relay, with 4,300 browsers: a command to its event at everyone, all dropped at once, 2,000 votes in two seconds. Then
the cost of an event in a session with a long history. Last, a first crowd at a fresh process, and a restart under
everyone, on SQLite and on PostgreSQL with Redis; `wire.py restarts` measures these alone. The server has one core, the
load another. All traffic stays on loopback.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import report

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))
from tests.support.hall import Hall, free_port  # noqa: E402

REPEATS = 3
SOCKETS, EVERYONE = 1000, 4300
LADDER = (500, 1000, 2000, 4300)
ROUNDS = {"hub": 40, "node_ws": 40, "group_send": 8, "group_send_redis": 8}
SIZES = {"hub": LADDER, "node_ws": LADDER, "group_send": (SOCKETS,), "group_send_redis": (SOCKETS,)}
NAMES = {
    "hub": "Balai's hub",
    "node_ws": "Node, ws",
    "group_send": "Channels, group_send",
    "group_send_redis": "the same through Redis",
}
COMMANDS = 40
VOTES = {"sockets": 1000, "votes": 2000, "seconds": 2.0, "pace": 20.0}
SLOW = {"readers": SOCKETS, "slow": 50, "rounds": 200, "pairs": 5}
ROW = "{:<26}{:>9}{:>16}{:>12}{:>12}{:>12}"
Figures = dict[str, float]


def on_core(number: int) -> list[str]:
    """The words before a command that pin it to a core. Empty if there is only one core."""
    cores = sorted(os.sched_getaffinity(0))
    return ["taskset", "--cpu-list", str(cores[number])] if len(cores) > 1 and shutil.which("taskset") else []


def commands() -> dict[str, list[str]]:
    """The command of each contender; those that are not installed are left out."""
    servers = str(HERE / "wire_servers.py")
    found = {name: [sys.executable, servers, name] for name in ("hub", "group_send")}
    if shutil.which("redis-server"):
        found["group_send_redis"] = [sys.executable, servers, "group_send"]
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node and (HERE / "node_modules" / "ws").is_dir():
        found["node_ws"] = [node, str(HERE / "wire_node.js")]
    for name in NAMES.keys() - found.keys():
        print(f"{NAMES[name]} is not installed: its row is missing.")
    return found


@contextmanager
def ended(process: "subprocess.Popen[str]") -> Iterator["subprocess.Popen[str]"]:
    """A context that ends the process when the block ends."""
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=20)


@contextmanager
def redis(folder: str) -> Iterator[str]:
    """A context with a Redis of the benchmark's own, on the load's core. It yields the URL."""
    port = free_port()
    command = [
        *on_core(1),
        "redis-server",
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--dir",
        folder,
    ]
    with ended(subprocess.Popen(command, stdout=subprocess.PIPE, text=True)) as process:
        assert process.stdout is not None
        while "Ready to accept" not in process.stdout.readline():
            pass
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def contender(name: str, command: list[str]) -> Iterator[tuple[str, str]]:
    """A context with a running contender. It yields its port and process id."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        environment = os.environ | {"DEMO": "1", "DATA_DIR": folder}
        if name == "group_send_redis":
            environment["REDIS_URL"] = stack.enter_context(redis(folder))
        server = subprocess.Popen(
            [*on_core(0), *command], stdout=subprocess.PIPE, text=True, env=environment, cwd=HERE
        )
        stack.enter_context(ended(server))
        assert server.stdout is not None
        yield server.stdout.readline().strip(), str(server.pid)


def fan_out(name: str, command: list[str]) -> dict[str, Figures]:
    """One measurement of a contender, by number of sockets."""
    with contender(name, command) as server:
        found: dict[str, Figures] = loaded("wire_load.py", *server, str(ROUNDS[name]), *map(str, SIZES[name]))
        return found


def slow_readers() -> Figures:
    """The effect of slow readers on the others."""
    with contender("hub", commands()["hub"]) as server:
        found: Figures = loaded("wire_slow.py", *server, *map(str, SLOW.values()))
        return found


def loaded(script: str, *arguments: str, **environment: str) -> Any:
    """Run a script on the load's core; returns its JSON."""
    command = [*on_core(1), sys.executable, str(HERE / script), *arguments]
    there = os.environ | environment
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=400, env=there)
    return json.loads(done.stdout)


def contenders() -> dict[str, dict[str, Figures]]:
    """The median of all measurements, by contender and number of sockets."""
    turns: dict[str, list[dict[str, Figures]]] = {}
    for _ in range(REPEATS):
        for name, command in commands().items():
            turns.setdefault(name, []).append(fan_out(name, command))
    found: dict[str, dict[str, Figures]] = {}
    print(ROW.format("one event to all", "sockets", "CPU a message", "p50", "p99", "opened"))
    for name in NAMES.keys() & turns.keys():
        for size, first in turns[name][0].items():
            medians = {what: statistics.median(turn[size][what] for turn in turns[name]) for what in first}
            found.setdefault(name, {})[size] = medians
            cpu, p50, p99, opened = (medians[key] for key in ("cpu_us", "p50_ms", "p99_ms", "connects_s"))
            print(
                ROW.format(
                    NAMES[name], size, f"{cpu:.1f} µs", f"{p50:.1f} ms", f"{p99:.1f} ms", f"{opened:.0f}/s"
                )
            )
    return found


def whole() -> Figures:
    """Measure the whole of Balai with 4,300 browsers."""
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder), PROCESS_TYPE="web")
        hall.prepare()
        command = [sys.executable, "platform/manage.py", "serve", f"--port={hall.port}"]
        hall.start(*on_core(0), *command)
        try:
            orders = Path(folder) / "orders.json"
            orders.write_text(json.dumps(orders_for(hall)))
            found: Figures = loaded("wire_hall.py", str(orders))
            return found
        finally:
            hall.stop()


def orders_for(hall: Hall, sockets: int = EVERYONE) -> dict[str, Any]:
    """The orders for `wire_hall.py`: participants, and what to measure."""
    moderators = [hall.seat("moderator")["token"] for _ in range(4)]
    speaker = hall.seat("fiji")["seat"]
    return {
        "port": hall.port,
        "pid": hall.pid,
        "session": f"session/{hall.session()}",
        "conference": f"conference/{speaker['conference']}",
        "participant": speaker["participant"],
        "moderators": moderators,
        "audience": hall.guests(sockets - len(moderators)),
        "rounds": COMMANDS,
        "votes": VOTES,
    }


def history() -> dict[str, Figures]:
    """The cost of an event after 10, 100 and 1,000 turns and questions."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, Figures] = loaded("wire_history.py", "20", DEMO="1", DATA_DIR=folder)
        return found


def restarts() -> Figures:
    """Measure a first crowd and a restart on both databases.

    With fewer readers, it measures what grows with their number.
    """
    core = on_core(0)[-1:] or [""]
    found: Figures = {}
    for prefix, stack in (("", []), ("postgres_", ["stack"])):
        for readers in (SOCKETS, EVERYONE):
            costs: Figures = loaded("wire_restart.py", str(readers), *core, *stack)
            found |= {f"{prefix}restart_storm_statements_{readers}": costs["restart_statements"]}
        found |= {
            f"{prefix}first_crowd_worst_command_ms_{SOCKETS}": costs["first_worst_command_ms"],
            f"{prefix}first_crowd_s_{SOCKETS}": costs["first_s"],
            f"{prefix}first_crowd_cpu_s_{SOCKETS}": costs["first_cpu_s"],
            f"{prefix}first_crowd_statements_{SOCKETS}": costs["first_statements"],
            f"{prefix}restart_storm_s_{EVERYONE}": costs["restart_s"],
            f"{prefix}restart_storm_worst_command_ms": costs["restart_worst_command_ms"],
            f"{prefix}restart_storm_cpu_s": costs["restart_cpu_s"],
            f"{prefix}restart_storm_commands": costs["restart_commands"],
            f"{prefix}restart_storm_stop_s": costs["restart_stop_s"],
            f"{prefix}restart_storm_start_s": costs["restart_start_s"],
        }
    return found | {"restarts_load_average_before": LOAD_BEFORE}


def figures_of(
    fans: dict[str, dict[str, Figures]], slow: Figures, hall: Figures, behind: dict[str, Figures]
) -> Figures:
    """All figures by name."""
    figures: Figures = {
        f"cpu_us_per_message_{SOCKETS}": fans["hub"][str(SOCKETS)]["cpu_us"],
        f"fanout_p99_ms_{EVERYONE}": fans["hub"][str(EVERYONE)]["p99_ms"],
        f"command_to_all_p50_ms_{EVERYONE}": hall["command_p50_s"] * 1000,
        f"command_to_all_p99_ms_{EVERYONE}": hall["command_p99_s"] * 1000,
        f"storm_s_{EVERYONE}": hall["storm_s"],
        "storm_failed_connections": hall["failed_connections"],
        "vote_storm_worst_event_ms": hall["worst_event_s"] * 1000,
        "vote_storm_p99_event_ms": hall["p99_event_s"] * 1000,
        "vote_storm_votes_counted": hall["votes"],
        "vote_storm_counted_after_s": hall["counted_after_s"],
        "memory_kb_per_socket": hall["memory_kb"],
        "load_average_before": LOAD_BEFORE,
        "load_average_after": os.getloadavg()[0],
    }
    for name, sizes in fans.items():
        for size, found in sizes.items():
            figures |= {f"{name}_{size}_{what}": value for what, value in found.items()}
    figures |= {f"slow_readers_{what}": value for what, value in slow.items()}
    for size, found in behind.items():
        figures |= {f"event_with_{size}_behind_{what}": value for what, value in found.items()}
    return figures


LOAD_BEFORE = os.getloadavg()[0]


def shown(figures: Figures) -> None:
    """Print a line for each figure."""
    for name, value in figures.items():
        print(f"{name:<46}{value:>12.3f}")


def main() -> None:
    """Measure, print, and write; a ratio is our CPU time over the contender's in the same run."""
    began = time.monotonic()
    if sys.argv[1:] == ["restarts"]:
        shown(figures := restarts())
        print(f"written to {report.merge('wire', figures).relative_to(ROOT)}")
        return
    fans = contenders()
    figures = figures_of(fans, slow_readers(), whole(), history()) | restarts()
    ours = fans["hub"][str(SOCKETS)]["cpu_us"]
    ratios = {f"cpu_vs_{name}": ours / fans[name][str(SOCKETS)]["cpu_us"] for name in fans.keys() - {"hub"}}
    shown(figures | ratios)
    print(
        f"written to {report.write('wire', figures, ratios).relative_to(ROOT)} after {time.monotonic() - began:.0f} s"
    )


if __name__ == "__main__":
    main()
