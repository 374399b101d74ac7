"""The load of a crowd that writes and votes, for `bench/words.py`, in its own process.

    words_hall.py ORDERS.json

4,300 browsers as the wire sees them. First, messages to everyone at a steady pace, which all of them read. Then a vote
of each of them within two seconds, and an answer of each to a poll, both beside events. Prints the figures as JSON.
"""

import json
import re
import secrets
import sys
import time
from pathlib import Path
from typing import Any

from wire_crowd import Client, allow_many_files, cpu_seconds
from wire_hall import Hall

SENT = b"message.sent"
WRITERS = 200
OPTIONS = ["Mentoring", "Interpretation", "Recordings", "Travel"]


class Crowd(Hall):
    """All browsers. They also follow the messages of the session."""

    def __init__(self, orders: dict[str, Any]) -> None:
        super().__init__(orders)
        (self.chat,) = orders["more_streams"]
        self.read: list[float] = []
        self.poll: dict[str, Any] = {"answers": 0, "result": None}

    def _signals(self, signals: dict[str, Any]) -> None:
        super()._signals(signals)
        told = signals.get("poll.result")
        if told and told["answers"] > self.poll["answers"]:
            self.poll = told

    def _event(self, browser: Any, found: "re.Match[bytes]", when: float) -> None:
        super()._event(browser, found, when)
        if found[5] == SENT:
            self.read.append(when)

    def messages(self, seconds: float, pace: float) -> dict[str, float]:
        """Send messages at a pace. Returns the server's CPU for each message at each reader, and how late they came."""
        everyone = [*self.moderators, *self.audience]
        self.crowd.rest(3)
        self.read.clear()
        self.answers.clear()
        sent: list[float] = []

        def write(writer: Client, number: int) -> None:
            sent.append(time.perf_counter())
            text = f"Message {number}: we agree with what was said before."
            self.send(writer, "message.send", stream=self.chat, channel="everyone", text=text)

        before, count = cpu_seconds(self.pid), int(seconds * pace)
        for number in range(count):
            writer = self.audience[number % WRITERS]
            self.crowd.call_later(
                number / pace,
                lambda writer=writer, number=number: write(writer, number),  # type: ignore[misc]
            )
        wanted = count * len(everyone)
        self.crowd.run(lambda: len(self.read) == wanted and len(self.answers) == count, 120)
        used = cpu_seconds(self.pid) - before
        assert all("done" in answer for answer in self.answers.values())
        late = sorted(when - sent[number // len(everyone)] for number, when in enumerate(sorted(self.read)))
        return {"message_cpu_us": used * 1e6 / wanted, "message_p99_s": late[int(len(late) * 0.99)]}

    def poll_storm(self, sockets: int, seconds: float, pace: float) -> dict[str, float]:
        """Each browser answers one poll while events flow. Returns when all answers were counted, and how late the
        events came.
        """
        crowd, moderator = self.audience[:sockets], self.moderators[2]
        self.do(moderator, "poll.draft", kind="single", question="What helps most?", options=OPTIONS)
        self.do(moderator, "poll.open", poll="1")

        def answer(number: int) -> None:
            choices, salt = [number % len(OPTIONS) + 1], secrets.token_hex(8)
            self.send(crowd[number], "poll.answer", poll="1", choices=choices, salt=salt)

        found = self.beside_events(
            crowd, answer, sockets, lambda: int(self.poll["answers"]), seconds=seconds, pace=pace
        )
        self.do(moderator, "poll.close", poll="1")
        counts = self.poll["result"]["counts"]
        assert counts == [len(range(place, sockets, len(OPTIONS))) for place in range(len(OPTIONS))], counts
        return {f"poll_{name}": value for name, value in found.items()} | {"poll_answers": float(sum(counts))}


def main(path: Path) -> None:
    """Do all measurements."""
    allow_many_files()
    orders = json.loads(path.read_text())
    crowd = Crowd(orders)
    crowd.gather(crowd.moderators + crowd.audience)
    found = crowd.messages(**orders["messages"])
    found |= crowd.vote_storm(**orders["votes"])
    found |= crowd.poll_storm(**orders["poll"])
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
