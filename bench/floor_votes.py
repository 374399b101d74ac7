"""Time for a cast vote to reach everyone: 21 delegations vote within 100 ms, and 1,000 readers hear each of them.

Read by `bench/floor.py`. A hall of its own serves the demo on 127.0.0.1. One process holds all sockets by one epoll
(`wire_crowd.py`), so that the begin and the end of each measured time are read from one clock. Its own work, some 10 µs
a frame, is included.
"""

import asyncio
import json
import re
import secrets
import time
from functools import partial

from wire_crowd import Client, Crowd, allow_many_files

from tests.support.hall import Hall
from tests.support.tab import Tab

READERS = 1000
AT_ONCE = 100
WITHIN = 0.1
"""Seconds within which all delegations vote."""
VOTES = 6
CAST = re.compile(rb'"type":"vote\.ballot_cast","vote":"(\d+)","party":"(\d+)"')


class Voters:
    """All sockets: readers, and one for each delegation that votes. All note when each ballot's event arrives."""

    def __init__(self, hall: Hall, stream: str, tokens: dict[str, str]) -> None:
        self.stream, self.crowd = stream, Crowd(hall.port, self._frame, self._opened)
        audience = hall.seat("audience")["token"]
        self.readers = [Client(audience) for _ in range(READERS)]
        self.voters = {party: Client(token) for party, token in tokens.items()}
        self.following = self.answered = self.heard = 0
        self.sent: dict[bytes, float] = {}
        self.times: list[float] = []

    def _opened(self, client: Client) -> None:
        client.send(json.dumps({"hello": client.mark}).encode())

    def _frame(self, client: Client, first: int, payload: bytes, when: float) -> None:
        if first == 0x82:
            self.following += 1
        elif payload.startswith(b'{"seat"'):
            client.send(json.dumps({"follow": self.stream}).encode())
        elif found := CAST.search(payload):
            self.heard += 1
            self.times.append((when - self.sent[found[2]]) * 1000)
        elif payload.startswith(b'{"done"'):
            self.answered += 1
        elif payload.startswith(b'{"refused"'):
            raise AssertionError(payload)

    def gather(self) -> None:
        """Connect, some at a time, until all follow the session."""
        clients = [*self.readers, *self.voters.values()]
        for start in range(0, len(clients), AT_ONCE):
            for client in clients[start : start + AT_ONCE]:
                self.crowd.connect(client)
            wanted = min(start + AT_ONCE, len(clients))
            self.crowd.run(partial(self._follow, wanted))

    def _follow(self, number: int) -> bool:
        return self.following >= number

    def vote(self, vote: str) -> None:
        """Let every delegation vote within 100 ms, and wait until every socket has the event of every vote."""
        self.heard = self.answered = 0
        for place, (party, client) in enumerate(self.voters.items()):
            wait = place * WITHIN / len(self.voters)
            self.crowd.call_later(wait, partial(self._cast, party, client, vote))
        everyone = len(self.readers) + len(self.voters)
        self.crowd.run(lambda: self.heard == everyone * len(self.voters))
        self.crowd.run(lambda: self.answered == len(self.voters))

    def _cast(self, party: str, client: Client, vote: str) -> None:
        self.sent[party.encode()] = time.perf_counter()
        command = {"type": "vote.cast", "vote": vote, "answer": "yes", "party": party}
        client.send(
            json.dumps({"id": secrets.token_hex(8), "stream": self.stream, "command": command}).encode()
        )


async def vote_times(hall: Hall) -> list[float]:
    """Milliseconds from a cast vote to its event, of each reader and vote."""
    allow_many_files()
    stream = f"session/{hall.session()}"
    async with Tab.of(hall, "moderator") as moderator:
        state = await moderator.follow(stream)
        token = next(iter(state.entities["floor"].values()))["token"]
        conference = f"conference/{moderator.seat['seat']['conference']}"
        rows = (await moderator.follow(conference)).entities["party"]
        parties = [key for key, party in rows.items() if party["category"] == "state"][:21]
        seats = {party: hall.seat("moderator")["token"] for party in parties}
        voters = Voters(hall, stream, seats)
        await asyncio.to_thread(voters.gather)
        for number in range(VOTES):
            asked = {"question": "Shall we go on?", "terms": {"method": "electronic"}}
            answer = await moderator.do(stream, "vote.put_question", token=token + number, **asked)
            assert "done" in answer, answer
            vote = str(token + number + 1)
            await asyncio.to_thread(voters.vote, vote)
            if number == 0:
                voters.times.clear()
            await moderator.do(stream, "vote.close", vote=vote)
    return voters.times
