"""One seat that works while the hall is broken: it sends, sends again what nobody answered, and notes what it sees.

It keeps to a browser's rules (`frontend/src/wire/connection.ts`), at a faster pulse.
"""

import asyncio
import contextlib
import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.support.hall import Hall
from tests.support.line import Line
from tests.support.store import Frame, Reader
from tests.support.tab import Tab
from tests.torture import acts
from tests.torture.history import Answered, History, Saw, Sent

PULSE_SECONDS, SILENT_SECONDS, OPENING_SECONDS = 1.0, 5.0, 5.0
FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS = 0.3, 3.0
DOUBLED, HELD_BACK = 0.1, 0.1
MOST_OPEN = 20


class Watching(Reader):
    """A reader that says after each frame what it holds, as one number: the sum of its entities' hashes."""

    def __init__(self, saw: Callable[["Watching"], None]) -> None:
        super().__init__()
        self._saw = saw
        self._hashes: dict[tuple[str, str], int] = {}
        self.fingerprint = 0

    def take(self, frame: Frame) -> bool:
        """Apply a frame, as every reader does."""
        before = self.seq, self.snapshots
        taken = super().take(frame)
        if (self.seq, self.snapshots) != before:
            if "entities" in frame:
                self._hashes.clear()
                self.fingerprint = 0
            self._note(frame.get("put") or frame.get("entities") or {}, frame.get("drop", {}))
            self._saw(self)
        return taken

    def own_fingerprint(self) -> int:
        """The same of what is its own. A withdrawn entry that can be restored is left out: it goes by the clock."""
        return sum(
            _hash(kind, row)
            for kind, rows in self.mine.items()
            if kind != "my_withdrawn_entry"
            for row in rows.values()
        )

    def _note(self, put: dict[str, Any], drop: dict[str, Any]) -> None:
        for kind, rows in put.items():
            for id, row in rows.items():
                self._become((kind, id), _hash(kind, row))
        for kind, ids in drop.items():
            for id in ids:
                self._become((kind, id), 0)

    def _become(self, key: tuple[str, str], value: int) -> None:
        self.fingerprint += value - self._hashes.pop(key, 0)
        if value:
            self._hashes[key] = value


def _hash(kind: str, row: dict[str, Any]) -> int:
    content = json.dumps([kind, row], sort_keys=True).encode()
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest())


class _Heard(Tab):
    """A tab that tells of every frame, once its readers have it. Frames are not kept."""

    heard: Callable[[Frame], None]

    async def _take(self, frame: Frame) -> None:
        await super()._take(frame)
        self.heard(frame)
        self.frames.clear()


class Client:
    """A seat, the streams it follows, and the ways to the hall: a line to each web process."""

    def __init__(
        self,
        name: str,
        hall: Hall,
        key: str,
        lines: list[Line],
        streams: list[str],
        history: History,
        now: Callable[[], float],
        dice: random.Random,
    ) -> None:
        offer = hall.seat(key)
        self.name, self.seat, self.token = name, offer["seat"], offer["token"]
        self._hall, self._lines, self._history, self._now, self._dice = hall, lines, history, now, dice
        self.streams = streams
        self.readers: dict[str, Reader] = {
            stream: Watching(lambda reader, stream=stream: self._saw(stream, reader))  # type: ignore[misc]
            for stream in streams
        }
        self._open: dict[str, Frame] = {}
        self._told: dict[str, str] = {}
        self._fresh: set[str] = set()
        self._tab: Tab | None = None
        self._heard = 0.0
        self.over = False

    @property
    def settled(self) -> bool:
        """Whether everything it sent was answered."""
        return not self._open

    def at(self, stream: str) -> int:
        """How far it has read a stream, where it follows it now; else -1."""
        return self.readers[stream].seq if stream in self._fresh else -1

    # Seeing

    def _saw(self, stream: str, reader: Watching) -> None:
        self._fresh.add(stream)
        audience = (reader.cursor or "").rpartition(".")[2]
        turns = len(reader.entities.get("turn", {}))
        self._history.saw.append(
            Saw(self._now(), self.name, stream, audience, reader.seq, reader.fingerprint, turns)
        )

    def _take(self, frame: Frame) -> None:
        self._heard = self._now()
        if frame.get("whole"):
            self._fresh.add(frame["stream"])
        id = frame.get("done") or frame.get("refused")
        if id is None:
            return
        if (open := self._open.pop(id, None)) is None and id not in self._told:
            raise AssertionError(f"{self.name} was told of what it never sent: {frame}")
        self._told.setdefault(id, open["stream"] if open else "")
        stream = self._told[id]
        seen = self.readers[stream].seq if stream in self._fresh else None
        answered = Answered(self._now(), self.name, id, frame.get("seq"), frame.get("code", ""), seen)
        self._history.answers.append(answered)

    # Being there

    async def live(self) -> None:
        """Be connected, and come back whenever it is not, until it is `over`."""
        attempt = 0
        while not self.over:
            with contextlib.suppress(OSError, ConnectionClosed, InvalidHandshake, TimeoutError, EOFError):
                await self._visit()
                attempt = 0
            self._tab, self._fresh = None, set()
            attempt += 1
            delay = min(FIRST_RETRY_SECONDS * 2**attempt, LAST_RETRY_SECONDS)
            await asyncio.sleep(delay * (0.5 + self._dice.random()) * (not self.over))

    async def _visit(self) -> None:
        tab = _Heard(self._hall, self.token, self.readers, url=self._dice.choice(self._lines).url)
        tab.heard = self._take
        async with asyncio.timeout(OPENING_SECONDS):
            await tab.__aenter__()
        try:
            self._tab, self._heard = tab, self._now()
            for id, frame in list(self._open.items()):
                await tab.say(id=id, **frame)
            while not self.over and tab.socket.close_code is None:
                await tab.say(ping=1)
                await asyncio.sleep(PULSE_SECONDS)
                if self._now() - self._heard > SILENT_SECONDS:
                    break
        finally:
            self._tab = None
            tab.break_off()
            await tab.__aexit__(None, None, None)

    # Working

    async def work(self, operations: int, pace: float) -> None:
        """Send so many commands of chance at so many a second, some of them twice and some after the next."""
        held: list[tuple[str, Frame]] = []
        for _ in range(operations):
            await asyncio.sleep((0.5 + self._dice.random()) / pace)
            while len(self._open) >= MOST_OPEN or self._tab is None:  # noqa: ASYNC110 - two conditions
                await asyncio.sleep(0.05)
            id, frame = f"{self._dice.getrandbits(64):016x}", self._choose()
            if frame is None:
                continue
            self._invoke(id, frame)
            if self._dice.random() < HELD_BACK:
                held.append((id, frame))
                continue
            for each in [(id, frame), *held]:
                await self._send(*each)
                if self._dice.random() < DOUBLED:
                    await self._send(*each)
            held.clear()
        for each in held:
            await self._send(*each)

    def _choose(self) -> Frame | None:
        stream = self._dice.choice(self.streams[1:])
        command = acts.choose(self.seat, self.readers[stream].entities, self._dice)
        return command and {"stream": stream, "command": command}

    def _invoke(self, id: str, frame: Frame) -> None:
        command, stream = frame["command"], frame["stream"]
        vote = command["type"] == "question.vote"
        question = command.get("text", "") or (f"{stream} {command['question']}" if vote else "")
        self._open[id] = frame
        self._history.sent.append(
            Sent(self._now(), self.name, self.seat["person"], id, stream, command["type"], not vote, question)
        )

    async def _send(self, id: str, frame: Frame) -> None:
        if self._tab is not None:
            with contextlib.suppress(ConnectionClosed):
                await self._tab.say(id=id, **frame)
