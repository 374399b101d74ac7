"""One seat that works while the hall is broken: it sends, sends again what nobody answered, and notes what it sees.

It keeps to a browser's rules (`frontend/src/wire/connection.ts`), at a faster pulse.
"""

import asyncio
import contextlib
import hashlib
import json
import math
import random
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.support.hall import Hall
from tests.support.store import EntityReader, Frame
from tests.support.tab import Tab
from tests.support.tcp_proxy import TcpProxy
from tests.torture import acts
from tests.torture.history import Answered, Away, Counted, History, Saw, Sent, Strayed

OPENING_SECONDS, LONGEST_PATIENCE = 5.0, 5.0
PULSES = 4
"""A browser asks so often whether its line lives, before it takes it for dead."""
FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS = 0.3, 3.0
DOUBLED, HELD_BACK = 0.1, 0.1
MAX_OPEN = 20
BROKEN = (OSError, ConnectionClosed, InvalidHandshake, TimeoutError, EOFError)
NAMED = ("entry", "question", "party")
"""What a command names, and its event too."""


SHOWN = ("approved", "answered")
"""Questions that everyone may see."""


class Watching(EntityReader):
    """A reader that says after each frame what it holds, as one number: the sum of its entities' hashes."""

    def __init__(
        self, saw: Callable[["Watching"], None], strayed: Callable[["Watching", Frame], None] | None = None
    ) -> None:
        super().__init__()
        self._saw, self._strayed = saw, strayed
        self._hashes: dict[tuple[str, str], int] = {}
        self.fingerprint = 0
        self.withheld = 0
        """How much its last frame brought of what moderators alone may have."""

    def apply(self, frame: Frame) -> bool:
        """Apply a frame, as every reader does."""
        before = self.seq, self.snapshots
        follows = "after" not in frame or frame["event"] is None or frame["after"] <= self.seq < frame["seq"]
        if not follows and self._strayed is not None:
            self._strayed(self, frame)
        asked = (frame.get("event") or {}).get("type") == "question.asked"
        taken = super().apply(frame)
        if (self.seq, self.snapshots) != before:
            if "entities" in frame:
                self._hashes.clear()
                self.fingerprint = 0
            self._note(frame.get("put") or frame.get("entities") or {}, frame.get("drop", {}))
            rows = (frame.get("put") or frame.get("entities") or {}).get("question", {}).values()
            self.withheld = asked + sum(row["state"] not in SHOWN for row in rows)
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
        lines: list[TcpProxy],
        streams: list[str],
        history: History,
        now: Callable[[], float],
        dice: random.Random,
        patience: float,
        working: asyncio.Event,
    ) -> None:
        """At first it takes a line for dead that said nothing for `patience` seconds.

        It sends new commands while it is `working`.
        """
        offer = hall.seat(key)
        self.name, self.seat, self.token = name, offer["seat"], offer["token"]
        self._patience, self._working = patience, working
        self._hall, self._lines, self._history, self._now, self._dice = hall, lines, history, now, dice
        self.streams = streams
        self.readers: dict[str, EntityReader] = {
            stream: Watching(partial(self._saw, stream), partial(self._strayed, stream)) for stream in streams
        }
        self._open: dict[str, Frame] = {}
        self._told: dict[str, str] = {}
        self._fresh: set[str] = set()
        self._away = dict.fromkeys(streams, now())
        self._tab: Tab | None = None
        self._heard = 0.0
        self.over = False
        self.tab_number = 0
        """Which of its person's tabs it is."""

    @property
    def settled(self) -> bool:
        """Whether everything it sent was answered."""
        return not self._open

    def at(self, stream: str) -> int:
        """How far it has read a stream, where it follows it now; else -1."""
        return self.readers[stream].seq if stream in self._fresh else -1

    # Seeing

    def _saw(self, stream: str, reader: Watching) -> None:
        self._follows(stream)
        self._history.saw.append(self.sight(self.name, stream, reader))

    def _follows(self, stream: str) -> None:
        if stream not in self._fresh:
            self._fresh.add(stream)
            self._history.away.append(Away(self.name, stream, self._away.pop(stream), self._now()))

    def missing(self) -> list[Away]:
        """The streams that it does not follow now, and since when."""
        return [Away(self.name, stream, since, math.inf) for stream, since in self._away.items()]

    def sight(self, name: str, stream: str, reader: Watching) -> Saw:
        """What a reader of this seat holds, as `name` saw it."""
        turns = len(reader.entities.get("turn", {}))
        audience = self._audience(stream)
        return Saw(
            self._now(), name, stream, audience, reader.seq, reader.fingerprint, turns, reader.withheld
        )

    def _audience(self, stream: str) -> str:
        """A session's moderators, and a conference's staff, see more than everyone."""
        narrow = {"moderator", "operator"} if stream == self.streams[0] else {"moderator"}
        return "m" if narrow & set(self.seat["roles"]) else "e"

    def _strayed(self, stream: str, reader: Watching, frame: Frame) -> None:
        if stream in self._fresh:
            self._history.strayed.append(
                Strayed(self._now(), self.name, stream, reader.seq, frame["after"], frame["seq"])
            )

    def counted(self) -> list[Counted]:
        """The votes that its screen shows."""
        return [
            Counted(
                self.name,
                self.seat["person"],
                stream,
                signals.get("question.votes", {}).get("counts", {}),
                signals.get("question.my_votes", {}).get("questions", []),
            )
            for stream in self.streams[1:]
            for signals in [self.readers[stream].signals]
        ]

    def _take(self, frame: Frame) -> None:
        self._heard = self._now()
        if frame.get("whole"):
            self._follows(frame["stream"])
        if "done" in frame or "refused" in frame:
            self._told_of(frame, self._fresh)

    def _told_of(self, frame: Frame, fresh: set[str]) -> None:
        """An answer, by a socket that follows the streams `fresh`."""
        id = frame.get("done") or frame["refused"]
        if (open := self._open.pop(id, None)) is None and id not in self._told:
            raise AssertionError(f"{self.name} was told of what it never sent: {frame}")
        self._told.setdefault(id, open["stream"] if open else "")
        stream = self._told[id]
        seen = self.readers[stream].seq if stream in fresh else None
        seq, code = frame.get("seq"), frame.get("code", "")
        answered = Answered(self._now(), self.name, self.seat["person"], id, seq, code, seen)
        self._history.answers.append(answered)

    # Being there

    async def live(self) -> None:
        """Be connected, and come back whenever it is not, until it is `over`."""
        attempt = 0
        while not self.over:
            with contextlib.suppress(*BROKEN):
                await self._visit()
                attempt = 0
            self._away |= dict.fromkeys(self._fresh, self._now())
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
                await tab.send_frame(id=id, **frame)
            while not self.over and tab.socket.close_code is None:
                await tab.send_frame(ping=1)
                await asyncio.sleep(self._patience / PULSES)  # a browser's pulse
                if self._now() - self._heard > self._patience:
                    # A hall that was only slow is not left again and again.
                    self._patience = min(2 * self._patience, LONGEST_PATIENCE)
                    break
        finally:
            self._tab = None
            tab.abort()
            await tab.__aexit__(None, None, None)

    # Working

    async def work(self, operations: int, pace: float, enough: Callable[[], bool]) -> None:
        """Send so many commands of chance at so many a second, and more until it is `enough`.

        Some are sent twice and some after the next. Half of them leave at the same moments as other clients': who acts
        on the same floor meets there. Ids count, so that other people use the same; each tab of a person has its own.
        """
        held: list[tuple[str, Frame]] = []
        for number in count():
            if number >= operations and enough():
                break
            await asyncio.sleep(self._pause(pace))  # the pace of people
            while len(self._open) >= MAX_OPEN or self._tab is None:  # noqa: ASYNC110 - two conditions
                await asyncio.sleep(0.05)
            await self._working.wait()
            id, frame = f"{number:07}-{self.tab_number}", self._choose()
            if frame is None:
                continue
            self._invoke(id, frame)
            if self._dice.random() < HELD_BACK:
                held.append((id, frame))
                continue
            for each in [(id, frame), *held]:
                if self._dice.random() < DOUBLED:
                    await self._send_twice(*each)
                else:
                    await self._send(*each)
            held.clear()
        for each in held:
            await self._send(*each)

    def _pause(self, pace: float) -> float:
        """Until its next command: by chance, or until the moment at which others send theirs too."""
        if self._dice.random() < 0.5:
            return (0.5 + self._dice.random()) / pace
        return (0.5 + 1 - (self._now() * pace + 0.5) % 1) / pace

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
            Sent(
                self._now(),
                self.name,
                self.seat["person"],
                id,
                stream,
                command["type"],
                not vote,
                question,
                command.get("token"),
                {} if vote else {name: command[name] for name in NAMED if name in command},
            )
        )

    async def _send(self, id: str, frame: Frame) -> None:
        if self._tab is not None:
            with contextlib.suppress(ConnectionClosed):
                await self._tab.send_frame(id=id, **frame)

    async def _send_twice(self, id: str, frame: Frame) -> None:
        """By its socket, and at the same moment by another, as often as not to the other process."""
        with contextlib.suppress(*BROKEN):
            async with asyncio.timeout(self._patience):
                url = self._dice.choice(self._lines).url
                async with Tab(self._hall, self.token, url=url) as other:
                    await asyncio.gather(self._send(id, frame), other.send_frame(id=id, **frame))
                    self._told_of(await other.frame(lambda f: id in (f.get("done"), f.get("refused"))), set())
                return
        await self._send(id, frame)
