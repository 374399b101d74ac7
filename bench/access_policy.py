"""A session's policy changes while many are in it, in a process of its own.

    access_policy.py ORDERS.json

ORDERS has the fields of `wire_hall.py`. A moderator closes the session to all but staff, three times; it prints as JSON
the seconds from the command until the last listener was told that it is out, the worst of the three.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from wire_crowd import Client, allow_many_files
from wire_hall import Hall

TURNS = 3
LOOK_S = 3.0
"""Seconds before people enter again: the hub reads the policies only every two seconds (`WIRE_POLL_SECONDS`)."""


class Members(Hall):
    """Everyone in the session, and when each was told to leave it."""

    def __init__(self, orders: dict[str, Any]) -> None:
        super().__init__(orders)
        self.out: dict[int, float] = {}
        self._told = f'{{"refused":"{self.session}"'.encode()

    def _frame(self, client: Client, first: int, payload: bytes, when: float) -> None:
        if payload.startswith(self._told):
            self.out[id(client)] = when
        else:
            super()._frame(client, first, payload, when)

    def close(self) -> float:
        """Close the session to the audience, then let them in again. Returns the seconds until all were out."""
        self.out.clear()
        began = time.perf_counter()
        self.do(self.moderators[0], "session.set_access", access="staff")
        self.crowd.run(lambda: len(self.out) == len(self.audience))
        took = max(self.out.values()) - began
        self.do(self.moderators[0], "session.set_access", access="public")
        self.crowd.rest(LOOK_S)
        for client in self.audience:
            client.mark.live.discard(self.session)
            client.send(json.dumps({"follow": self.session, "cursor": None}).encode())
        self.crowd.run(lambda: all(len(client.mark.live) == 2 for client in self.audience))
        return took


def main(path: Path) -> None:
    """Measure three times, and print the worst time as JSON."""
    allow_many_files()
    members = Members(json.loads(path.read_text()))
    members.gather(members.moderators + members.audience)
    print(json.dumps({"out_s": max(members.close() for _ in range(TURNS))}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
