"""The load of a crowd that writes and votes, for `bench/words.py`, in its own process.

    words_hall.py ORDERS.json

4,300 browsers as the wire sees them. First, messages to everyone at a steady pace, which all of them read. Then a vote
of each of them within two seconds, beside events. Prints the figures as JSON.
"""

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from wire_crowd import Client, allow_many_files, cpu_seconds
from wire_hall import Hall

SENT = b"message.sent"
WRITERS = 200


class Crowd(Hall):
    """All browsers. They also follow the messages of the session."""

    def __init__(self, orders: dict[str, Any]) -> None:
        super().__init__(orders)
        (self.chat,) = orders["more_streams"]
        self.read: list[float] = []

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


def main(path: Path) -> None:
    """Do both measurements."""
    allow_many_files()
    orders = json.loads(path.read_text())
    crowd = Crowd(orders)
    crowd.gather(crowd.moderators + crowd.audience)
    found = crowd.messages(**orders["messages"])
    found |= crowd.vote_storm(**orders["votes"])
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
