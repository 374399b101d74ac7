"""The load of the whole of Balai for `bench/wire.py`, in its own process: 4,300 browsers as the wire sees them.

    wire_hall.py ORDERS.json

Each browser follows the conference and the session, and resumes from its cursors with the browser's jitter. It checks
the rules of frames: a frame whose `after` it has not reached is an error. ORDERS gives port, process id, streams, seat
tokens and numbers. It prints the figures as JSON.
"""

import gzip
import json
import random
import re
import secrets
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from wire_crowd import Client, Crowd, allow_many_files, resident_kb

EVENT = re.compile(
    rb'\{"stream":"([^"]+)","after":(\d+),"seq":(\d+),"cursor":"([^"]+)","event":(?:\{"type":"([^"]+)")?'
)
STREAM = re.compile(rb'\{"stream":"([^"]+)"')
SEATED = b"floor.seated"
FIRST_RETRY, LAST_RETRY = 0.3, 8.0
AT_ONCE = 100
QUESTIONS = 20


class Browser:
    """The state of one browser: its seat, and its position in each stream."""

    __slots__ = ("attempt", "live", "seated", "streams", "token")

    def __init__(self, token: str, streams: list[str]) -> None:
        self.token = token
        self.streams: dict[str, tuple[int, str | None]] = dict.fromkeys(streams, (-1, None))
        self.live: set[str] = set()
        self.attempt = 0
        self.seated = 0


class Hall:
    """All browsers, and the figures."""

    def __init__(self, orders: dict[str, Any]) -> None:
        self.session, self.conference = orders["session"], orders["conference"]
        streams = [self.conference, self.session, *orders.get("more_streams", ())]
        self.participant = orders["participant"]
        self.crowd = Crowd(orders["port"], self._frame, self._opened, self._gone)
        self.moderators = [Client(Browser(token, streams)) for token in orders["moderators"]]
        self.audience = [Client(Browser(token, streams)) for token in orders["audience"]]
        self.pid = orders["pid"]
        self.dice = random.Random(4300)
        self.snapshots: dict[bytes, tuple[str, int, str]] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.seated: list[tuple[int, float]] = []
        self.votes: dict[str, int] = {}
        self.opens = self.failures = 0

    # Frames

    def _opened(self, client: Client) -> None:
        self.opens += 1
        client.send(json.dumps({"hello": client.mark.token}).encode())

    def _gone(self, client: Client) -> None:
        """Reconnect like `connection.ts`: after a growing, random pause."""
        self.failures += 1
        self.reconnect(client)

    def reconnect(self, client: Client) -> None:
        browser: Browser = client.mark
        wait = min(FIRST_RETRY * 2**browser.attempt, LAST_RETRY) * (0.5 + self.dice.random())
        browser.attempt += 1
        browser.live.clear()
        self.crowd.call_later(wait, lambda: self.crowd.connect(client))

    def _frame(self, client: Client, first: int, payload: bytes, when: float) -> None:
        browser: Browser = client.mark
        if first == 0x82:
            self._snapshot(browser, payload)
        elif found := EVENT.match(payload):
            self._event(browser, found, when)
        elif found := STREAM.match(payload):
            stream = found[1].decode()
            if payload[found.end() :].startswith(b',"signals"'):
                self._signals(json.loads(payload)["signals"])
            else:
                browser.live.add(stream)
        elif payload.startswith(b'{"seat"'):
            browser.attempt = 0
            for stream, (_, cursor) in browser.streams.items():
                client.send(json.dumps({"follow": stream, "cursor": cursor}).encode())
        else:
            answer = json.loads(payload)
            self.answers[answer.get("done") or answer.get("refused") or ""] = answer

    def _signals(self, signals: dict[str, Any]) -> None:
        self.votes |= signals.get("question.votes", {}).get("counts", {})

    def _snapshot(self, browser: Browser, payload: bytes) -> None:
        if payload not in self.snapshots:
            content = json.loads(gzip.decompress(payload))
            self.snapshots[payload] = content["stream"], content["seq"], content["cursor"]
        stream, seq, cursor = self.snapshots[payload]
        browser.streams[stream] = seq, cursor

    def _event(self, browser: Browser, found: re.Match[bytes], when: float) -> None:
        stream, after, seq = found[1].decode(), int(found[2]), int(found[3])
        assert browser.streams[stream][0] >= after, "a frame is missing"
        if seq <= browser.streams[stream][0]:
            return
        browser.streams[stream] = seq, found[4].decode()
        if found[5] == SEATED:
            self.seated.append((browser.seated, when))
            browser.seated += 1

    # Acts

    def gather(self, clients: list[Client]) -> None:
        """Let these clients connect, some at a time, until all follow all streams."""
        for start in range(0, len(clients), AT_ONCE):
            wave = clients[start : start + AT_ONCE]
            for client in wave:
                self.crowd.connect(client)
            self.crowd.run(lambda wave=wave: all(len(c.mark.live) == len(c.mark.streams) for c in wave))  # type: ignore[misc]

    def send(self, client: Client, kind: str, /, *, stream: str = "", **fields: object) -> str:
        """Send a command, in the session's stream if none is given. Returns its id."""
        key, command = secrets.token_hex(8), {"type": kind, **fields}
        client.send(json.dumps({"id": key, "stream": stream or self.session, "command": command}).encode())
        return key

    def do(self, client: Client, kind: str, /, **fields: object) -> int:
        """Do a command; returns its sequence number."""
        key = self.send(client, kind, **fields)
        self.crowd.run(lambda: key in self.answers)
        return int(self.answers[key]["seq"])

    def seat(self, moderator: Client, number: int) -> str:
        """Send a command that seats a participant on the podium, whose event everyone gets. Returns its id."""
        return self.send(
            moderator, "floor.seat", slot=("chair", "panel-1")[number % 2], participant=self.participant
        )

    # Measurements

    def memory(self) -> float:
        """Kilobytes of the server's memory for each idle socket."""
        self.gather(self.moderators + self.audience[:50])
        self.crowd.rest(2)
        before = resident_kb(self.pid)
        self.gather(self.audience[50:])
        self.crowd.rest(5)
        return (resident_kb(self.pid) - before) / len(self.audience[50:])

    def reach(self, rounds: int) -> list[float]:
        """Seconds from a command to its event, for each browser and round."""
        times: list[float] = []
        everyone = len(self.audience) + len(self.moderators)
        for number in range(rounds):
            self.seated.clear()
            began = time.perf_counter()
            self.seat(self.moderators[0], number)
            self.crowd.run(lambda: len(self.seated) == everyone)
            times += [when - began for _, when in self.seated]
            self.crowd.rest(0.3)
        return times

    def storm(self) -> dict[str, float]:
        """Drop the whole audience at once.

        Returns the seconds until all have read to the head, and failed connections.
        """
        self.opens = self.failures = 0
        began = time.perf_counter()
        for client in self.audience:
            self.crowd.cut(client)
            self.reconnect(client)
        head = 0
        for number in range(3):
            head = max(
                head, self.do(self.moderators[1], "floor.seat", slot="chair", participant=self.participant)
            )
            self.crowd.rest(0.3 * number)
        waiting = set(range(len(self.audience)))

        def all_back() -> bool:
            for number in list(waiting)[:64]:
                browser = self.audience[number].mark
                if len(browser.live) < 2 or browser.streams[self.session][0] < head:
                    break
                waiting.discard(number)
            return not waiting

        self.crowd.run(all_back, 120)
        took = time.perf_counter() - began
        self.reach(2)
        return {"storm_s": took, "failed_connections": self.failures}

    def vote_storm(self, sockets: int, votes: int, seconds: float, pace: float) -> dict[str, float]:
        """Send votes while events flow. Returns the latency of the events, and how many votes were counted and when."""
        for client in self.audience[sockets:]:
            self.crowd.cut(client)
        crowd = self.audience[:sockets]
        questions = [self._question(number) for number in range(QUESTIONS)]

        def vote(number: int) -> None:
            voter, question = crowd[number % sockets], questions[(number + number // sockets) % QUESTIONS]
            self.send(voter, "question.vote", question=question)

        found = self.beside_events(
            crowd, vote, votes, lambda: sum(self.votes.values()), seconds=seconds, pace=pace
        )
        return found | {"votes": float(sum(self.votes.values()))}

    def beside_events(
        self,
        crowd: list[Client],
        act: Callable[[int], None],
        acts: int,
        counted: Callable[[], int],
        *,
        seconds: float,
        pace: float,
    ) -> dict[str, float]:
        """Do acts numbered from 0 within so many seconds, beside events at a pace.

        Returns how late the events came, and how long after the last act all were counted.
        """
        self.crowd.rest(5)
        for client in [*self.moderators, *crowd]:
            client.mark.seated = 0
        self.seated.clear()
        self.answers.clear()
        sent: list[float] = []

        def event() -> None:
            sent.append(time.perf_counter())
            self.seat(self.moderators[3], len(sent))

        for number in range(int((seconds + 2) * pace)):
            self.crowd.call_later(number / pace, event)
        began = time.perf_counter()
        for number in range(acts):
            self.crowd.call_later(1 + number * seconds / acts, partial(act, number))
        events = int((seconds + 2) * pace)
        wanted = events * (len(crowd) + len(self.moderators))
        self.crowd.run(lambda: len(self.seated) == wanted, 60)
        self.crowd.run(lambda: counted() == acts, 60)
        took = time.perf_counter() - began - 1 - seconds
        self.crowd.run(lambda: len(self.answers) == acts + events, 60)
        assert all("done" in answer for answer in self.answers.values())
        late = sorted(when - sent[number] for number, when in self.seated)
        return {
            "worst_event_s": late[-1],
            "p99_event_s": late[int(len(late) * 0.99)],
            "counted_after_s": took,
        }

    def _question(self, number: int) -> str:
        self.do(self.audience[number], "question.ask", text=f"What of point {number}?")
        question = str(number + 1)
        self.do(self.moderators[2], "question.approve", question=question)
        return question


def main(path: Path) -> None:
    """Do all measurements."""
    allow_many_files()
    orders = json.loads(path.read_text())
    hall = Hall(orders)
    found: dict[str, float] = {"memory_kb": hall.memory()}
    reached = sorted(hall.reach(orders["rounds"]))
    found |= {"command_p50_s": reached[len(reached) // 2], "command_p99_s": reached[int(len(reached) * 0.99)]}
    found |= hall.storm()
    found |= hall.vote_storm(**orders["votes"])
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
