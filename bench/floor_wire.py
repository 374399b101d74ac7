"""Time for a grant to reach everyone: from the moderator's command to the event at 200 sockets.

Read by `bench/floor.py`. A hall of its own serves the demo on 127.0.0.1. One process holds all sockets, so that the
begin and the end of each measured time are read from one clock. Its own work, some 20 µs a frame, is included.
"""

import asyncio
import json
import time
from typing import Any

from websockets.asyncio.client import ClientConnection

from tests.support.hall import Hall
from tests.support.own_site import connect
from tests.support.tab import Tab

SOCKETS = 200
GRANTS = 60
WARM_UP = 5
GRANTED = '"type":"floor.granted"'


class Listener:
    """A socket that notes the arrival of each event of a kind, such as a grant."""

    def __init__(self, socket: ClientConnection, event: str) -> None:
        self.socket, self._event = socket, event
        self.heard: list[float] = []
        self._news = asyncio.Event()
        self._task = asyncio.create_task(self._listen())

    @classmethod
    async def of(cls, hall: Hall, token: str, stream: str, event: str = GRANTED) -> "Listener":
        """A listener that follows the stream. `event` is a part of the frames that count."""
        url = f"ws://127.0.0.1:{hall.port}/ws"
        socket = await connect(url, subprotocols=["balai.v1"], max_size=None, compression=None)
        await socket.send(json.dumps({"hello": token}))
        await socket.send(json.dumps({"follow": stream}))
        while not isinstance(await socket.recv(), bytes):
            pass  # frames before the snapshot
        return cls(socket, event)

    async def has(self, events: int) -> None:
        """Wait until this number of events has arrived."""
        while len(self.heard) < events:
            self._news.clear()
            await self._news.wait()

    async def leave(self) -> None:
        self._task.cancel()
        await self.socket.close()

    async def _listen(self) -> None:
        async for message in self.socket:
            if isinstance(message, str) and self._event in message:
                self.heard.append(time.perf_counter())
                self._news.set()


async def grant_times(hall: Hall) -> list[float]:
    """Milliseconds from the command to the event, of each socket and grant."""
    stream = f"session/{hall.session()}"
    audience = hall.seat("audience")["token"]
    others = [hall.seat(key)["token"] for key in ("moderator", "fiji")]
    listeners = [await Listener.of(hall, token, stream) for token in [*others, *[audience] * (SOCKETS - 2)]]
    times: list[float] = []
    async with Tab.of(hall, "moderator") as moderator:
        state = await moderator.follow(stream)
        for number in range(GRANTS + WARM_UP):
            entry = await _an_entry(moderator, stream, state.entities)
            (floor,) = state.entities["floor"].values()
            began = time.perf_counter()
            grant = {"entry": entry, "token": floor["token"], "confirmed": True}
            answer = await moderator.do(stream, "floor.grant", **grant)
            assert "done" in answer, answer
            await asyncio.gather(*(listener.has(number + 1) for listener in listeners))
            if number >= WARM_UP:
                times += [(listener.heard[-1] - began) * 1000 for listener in listeners]
    for listener in listeners:
        await listener.leave()
    return times


async def _an_entry(moderator: Tab, stream: str, entities: dict[str, dict[str, Any]]) -> str:
    """A waiting entry. If there is none, every delegation but the holder first asks for the floor."""
    if not entities.get("entry"):
        holder = next(iter(entities.get("turn", {}).values()), {"party": None})["party"]
        for party in await _delegations(moderator):
            if party != holder:
                await moderator.do(stream, "floor.inscribe", party=party)
    return next(iter(entities["entry"]))


async def _delegations(moderator: Tab) -> list[str]:
    stream = f"conference/{moderator.seat['seat']['conference']}"
    parties = (await moderator.follow(stream)).entities["party"]
    return [key for key, party in parties.items() if party["category"] == "state"]
