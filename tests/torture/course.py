"""One course: two web processes on PostgreSQL and Redis, clients who work, a nemesis, and the history they leave."""

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.support.demo import without_video
from tests.support.hall import Hall
from tests.support.stack import Stack
from tests.support.tab import Tab
from tests.support.tcp_proxy import TcpProxy
from tests.torture import acts, checker
from tests.torture.checker import CONSISTENT_SECONDS
from tests.torture.client import Client, Watching
from tests.torture.history import Entry, Fault, History, Kept, Saw
from tests.torture.nemesis import Nemesis, Span

SEATS = (*["moderator"] * 4, "fiji", "chile", "japan", "operator")
SESSIONS = 2


@dataclass(frozen=True)
class Plan:
    """What a course is to be; `pace` is how many commands a client sends in a second."""

    seed: int
    operations: int
    guests: int
    pace: float
    span: Span
    kinds: frozenset[str] = frozenset()
    """Work goes on until a command of each of these kinds was done."""


@dataclass(frozen=True)
class Outcome:
    """A course that was run; `refused` are handshakes in storms."""

    history: History
    seconds: float
    refused: int


class Course:
    """Its parts, and how they are put up."""

    def __init__(self, folder: Path, plan: Plan, stack: Stack) -> None:
        self.plan, self._stack = plan, stack
        self._dice = random.Random(plan.seed)
        self.history = History()
        self._began = time.monotonic()
        self._sign = folder / "hints-fail"
        environment = stack.environment | {
            "PROCESS_TYPE": "web",
            "DJANGO_SETTINGS_MODULE": "tests.torture.settings",
            "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent),
            "TORTURE_HINTS": str(self._sign),
            "HOLDER_GRACE_SECONDS": "3600",
            # Its clients are faster than people; what is throttled is not remembered, so an id might have two answers.
            "SOCKET_COMMANDS_A_MINUTE": "6000",
            # Strangers stay until the last of them has come, on a busy machine too.
            "SOCKET_HELLO_SECONDS": "60",
        }
        folder.mkdir(parents=True, exist_ok=True)
        without_video(folder)
        self.halls = [Hall(folder, **environment) for _ in range(2)]
        self._clients: list[Client] = []
        self._working = asyncio.Event()
        self._working.set()

    def now(self) -> float:
        """Seconds since the course began."""
        return time.monotonic() - self._began

    async def run(self) -> Outcome:
        """Put up, work and break, and wait until all is quiet."""
        self.halls[0].manage("migrate", "--verbosity=0")
        self.halls[0].manage("demo")
        try:
            await asyncio.gather(*(asyncio.to_thread(hall.start) for hall in self.halls))
            async with AsyncExitStack() as open_until_here:
                lines = [await open_until_here.enter_async_context(TcpProxy(hall)) for hall in self.halls]
                await self._prepare(lines)
                return await self._break_it(lines)
        finally:
            for hall in self.halls:
                hall.end()

    async def _prepare(self, lines: list[TcpProxy]) -> None:
        async with Tab.of(self.halls[0], "moderator") as chair:
            await chair.wait(lambda: bool(chair.seat))
            conference = f"conference/{chair.seat['seat']['conference']}"
            programme = await chair.follow(conference)
            acts.PARTIES[:] = sorted(programme.entities["party"])[:12]
            main = self.halls[0].session()
            others = [
                id
                for id, row in programme.entities["session"].items()
                if row["state"] == "scheduled" and id != main
            ]
            sessions = [f"session/{id}" for id in [main, *sorted(others)][:SESSIONS]]
            for stream in sessions[1:]:
                assert "done" in await chair.do(stream, "session.open")
            for stream in sessions:
                await chair.do(stream, "floor.open_list")
        streams = [conference, *sessions]
        self.history.before = self._heads(streams)
        for number, key in enumerate([*SEATS, *["audience"] * self.plan.guests]):
            dice = random.Random(self._dice.random())
            hall = self.halls[number % 2]
            name, patience = f"{key} {number}", self.plan.span.patience
            client = Client(
                name, hall, key, lines, streams, self.history, self.now, dice, patience, self._working
            )
            client.tab_number = sum(other.seat["person"] == client.seat["person"] for other in self._clients)
            self._clients.append(client)
        self.streams = streams

    async def _break_it(self, lines: list[TcpProxy]) -> Outcome:
        nemesis = Nemesis(
            self._stack, self.halls, lines, self._sign, self.plan.span, self._dice, self._working.clear
        )
        waiting = nemesis.order()
        each = self.plan.operations // len(self._clients) + 1
        async with asyncio.TaskGroup() as group:
            lives = [group.create_task(client.live()) for client in self._clients]
            await self._until(lambda: all(c.at(s) >= 0 for c in self._clients for s in self.streams))
            works = [
                group.create_task(
                    client.work(each, self.plan.pace, lambda: not waiting and self._has_tried_all())
                )
                for client in self._clients
            ]
            while waiting:
                await self._inflict(waiting[-1], nemesis)
                waiting.pop()
            while (await asyncio.wait(works, timeout=2 / self.plan.pace))[1]:
                await self._inflict(self._dice.choice(sorted(nemesis.faults)), nemesis)
            await self._until(lambda: all(client.settled for client in self._clients))
            await self._note("the course", self.now())
            self._read()
            await self._until(lambda: not self._miscounted())
            self._finish()
            await self._look_afresh()
            for client in self._clients:
                client.over = True
            await asyncio.wait(lives)
        self._read()
        return Outcome(self.history, self.now(), nemesis.refused)

    def _has_tried_all(self) -> bool:
        """Whether a command of each kind was done, or has so often not been done that it never will be."""
        if not self.plan.kinds or len(self.history.sent) > 10 * self.plan.operations:
            return True
        done = {(answer.person, answer.id) for answer in self.history.answers if not answer.code}
        return self.plan.kinds <= {each.kind for each in self.history.sent if (each.person, each.id) in done}

    async def _inflict(self, name: str, nemesis: Nemesis) -> None:
        await asyncio.sleep(self._dice.random() * self.plan.span.away)
        began = self.now()
        await nemesis.faults[name]()
        await self._note(name, began)
        self._working.set()

    async def _note(self, name: str, began: float) -> None:
        """A fault is over; wait until everyone has read on, so that the next finds a whole hall."""
        fault = Fault(name, began, self.now(), self._heads(self.streams))
        self.history.faults.append(fault)
        await self._until(
            lambda: all(
                client.at(name) >= head for client in self._clients for name, head in fault.heads.items()
            )
        )

    async def _until(self, true: Callable[[], bool]) -> None:
        """Wait for it as long as it may take, and no longer: what is not so by then is the checker's to say."""
        end = self.now() + CONSISTENT_SECONDS + 5
        while not true() and self.now() < end:  # noqa: ASYNC110 - of many clients and the clock
            await asyncio.sleep(0.02)

    def _miscounted(self) -> list[str]:
        self.history.counted = [counted for client in self._clients for counted in client.counted()]
        return list(checker.counted(self.history))

    def _finish(self) -> None:
        self.history.readers = [client.name for client in self._clients]
        self.history.away += [away for client in self._clients for away in client.missing()]
        self.history.end = self.now()

    async def _look_afresh(self) -> None:
        """What a reader that comes now is given: the others must hold the same."""
        for client in self._clients[: len(SEATS) + 2]:
            for hall in self.halls:
                async with Tab(hall, client.token) as tab:
                    for stream in self.streams:
                        await self._compare(client, tab, stream)

    async def _compare(self, client: Client, tab: Tab, stream: str) -> None:
        fresh = tab.readers[stream] = Watching(lambda reader: None)
        await tab.follow(stream)
        for name, reader in ((client.name, client.readers[stream]), ("afresh", fresh)):
            assert isinstance(reader, Watching)
            self._hold(name, f"{stream} of {client.name}", reader)
        self.history.saw.append(client.sight(f"afresh {client.name} {tab.hall.port}", stream, fresh))

    def _hold(self, name: str, stream: str, reader: Watching) -> None:
        self.history.saw.append(Saw(self.now(), name, stream, "own", 0, reader.own_fingerprint(), 0))

    # The database

    def _heads(self, streams: list[str]) -> dict[str, int]:
        with psycopg.connect(self._stack.environment["DATABASE_URL"]) as database:
            found: dict[str, int] = dict(database.execute("SELECT name, seq FROM journal_stream").fetchall())
        return {stream: found.get(stream, 0) for stream in streams}

    def _read(self) -> None:
        with psycopg.connect(self._stack.environment["DATABASE_URL"]) as database:
            entries = database.execute(
                "SELECT stream_id, seq, actor, everyone IS NOT NULL, moderators::json FROM journal_entry"
            ).fetchall()
            answers = database.execute("SELECT person, command_id, seq, code FROM journal_answer").fetchall()
            questions = database.execute("SELECT text FROM chat_question").fetchall()
            votes = database.execute(
                "SELECT person, 'session/' || session_id || ' ' || number FROM ("
                "SELECT vote.person, session_id, number FROM chat_vote vote "
                "JOIN chat_question question ON question.id = vote.question_id) found"
            ).fetchall()
            shown = database.execute(
                "SELECT 'session/' || session_id || ' ' || number FROM chat_question "
                "WHERE state IN ('approved', 'answered')"
            ).fetchall()
        self.history.journal = [Entry(*row) for row in entries]
        self.history.kept = [Kept(*row) for row in answers]
        self.history.questions = [text for (text,) in questions]
        self.history.votes = [(person, question) for person, question in votes]
        self.history.shown = [question for (question,) in shown]
