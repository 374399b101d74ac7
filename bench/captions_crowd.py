"""A thousand readers of captions, for `bench/captions.py`, in their own process.

    captions_crowd.py ORDERS.json

Each follows the conference, the session and its captions. One source writes captions at a pace, with words that come
between them, as speech recognition does. Prints the figures as JSON.
"""

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

from wire_crowd import allow_many_files
from wire_hall import Browser, Hall

WRITTEN = b"caption.written"
COMING_EACH = 3
"""How often words come before each caption."""


class Readers(Hall):
    """All readers, and when each caption came."""

    def __init__(self, orders: dict[str, Any]) -> None:
        super().__init__(orders)
        (self.captions,) = orders["more_streams"]
        self.came: list[tuple[int, float]] = []

    def _event(self, browser: Browser, found: "re.Match[bytes]", when: float) -> None:
        super()._event(browser, found, when)
        if found[5] == WRITTEN:
            self.came.append((browser.seated, when))
            browser.seated += 1

    def read(self, count: int, pace: float) -> dict[str, float]:
        """Write captions at a pace. Returns how late they came at each reader."""
        everyone, writer = [*self.moderators, *self.audience], self.moderators[0]
        self.do(writer, "captions.open", language="en")
        self.crowd.rest(3)
        self.answers.clear()
        for client in everyone:
            client.mark.seated = 0
        sent: list[float] = []

        def come(number: int, part: int) -> None:
            text = "We welcome the report on digital diplomacy"[: 14 * part + 14]
            self.send(writer, "caption.write_coming", stream=self.captions, language="en", text=text)

        def write(number: int) -> None:
            sent.append(time.perf_counter())
            text = f"We welcome the report on digital diplomacy, and point {number} of the proposal."
            self.send(writer, "caption.write", stream=self.captions, language="en", text=text)

        for number in range(count):
            for part in range(COMING_EACH):
                self.crowd.call_later(
                    (number + part / (COMING_EACH + 1)) / pace,
                    lambda number=number, part=part: come(number, part),  # type: ignore[misc]
                )
            self.crowd.call_later(
                (number + COMING_EACH / (COMING_EACH + 1)) / pace,
                lambda number=number: write(number),  # type: ignore[misc]
            )
        wanted = count * len(everyone)
        self.crowd.run(lambda: len(self.answers) == count * (COMING_EACH + 1), 120)
        refused = [answer for answer in self.answers.values() if "done" not in answer]
        assert not refused, refused[0]
        self.crowd.run(lambda: len(self.came) == wanted, 60)
        late = sorted(1000 * (when - sent[number]) for number, when in self.came)
        return {
            "caption_p50_ms": late[len(late) // 2],
            "caption_p99_ms": late[int(len(late) * 0.99)],
            "caption_longest_ms": late[-1],
        }


def main(path: Path) -> None:
    """Let all connect, and write."""
    allow_many_files()
    orders = json.loads(path.read_text())
    readers = Readers(orders)
    readers.gather(readers.moderators + readers.audience)
    print(json.dumps(readers.read(**orders["captions"])))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
