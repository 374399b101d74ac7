"""A crowd that reconnects or votes at once costs few queries, and delays nobody else."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db.backends.utils import CursorWrapper

from foundation.database import in_thread
from foundation.registry import registry
from foundation.wire import feed as feeds
from foundation.wire import low_priority as lanes
from foundation.wire import signals
from foundation.wire.batch_loader import MAX_KEYS, BatchLoader
from foundation.wire.low_priority import LowPriorityQueue
from tests.support.demo import Demo
from tests.support.fake_socket import FakeSocket
from tests.support.hubs import ManualHub, add_reader
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL statements of all threads from now on."""
    seen: list[str] = []

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def run(self: CursorWrapper, sql: str, *args: object) -> object:
            seen.append(sql)
            return original(self, sql, *args)

        return run

    for name in ("execute", "executemany"):
        monkeypatch.setattr(CursorWrapper, name, counted(getattr(CursorWrapper, name)))
    return seen


async def _comes_back(quiet: ManualHub, demo: Demo, people: int, queries: list[str]) -> int:
    """Let so many people follow both streams, with a cursor or without; returns the number of statements."""
    cursors = {}
    for stream in (demo.stream, demo.conference_stream):
        sock = await add_reader(quiet, demo, "audience", stream)
        cursors[stream] = sock.of(stream).cursor
    await quiet.presence_writer.flush()
    before = len(queries)
    sockets = [FakeSocket(replace(demo.seat("audience"), person=str(uuid4()))) for _ in range(people)]
    follows = []
    for number, sock in enumerate(sockets):
        quiet.readers.add(sock)
        for stream, cursor in cursors.items():
            await quiet.admit(sock.seat, stream)
            follows.append(quiet.follow(sock, stream, cursor if number % 2 else None))
    await asyncio.gather(*follows)
    await quiet.presence_writer.flush()
    assert {len(quiet.feeds[stream].readers) for stream in cursors} == {people + 1}
    taken = len(queries) - before
    for sock in sockets:
        quiet.readers.remove(sock)
    for sock in list(quiet.readers.all):
        quiet.readers.remove(sock)
    await quiet.presence_writer.flush()
    return taken


async def test_queries_grow_with_streams_and_not_with_browsers(
    quiet: ManualHub, demo: Demo, queries: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foundation.wire.presence_writer.RECORD_SECONDS", 0.0)
    monkeypatch.setattr("foundation.wire.presence_writer.CROWD_SECONDS", 0.0)
    few, many = [await _comes_back(quiet, demo, people, queries) for people in (10, 300)]
    assert many - few <= 6
    assert few < 100


async def test_a_first_crowd_is_answered_by_one_reading_of_each_thing(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: Counter[str] = Counter()

    def counted(name: str, read: Callable[..., Any]) -> Callable[..., Any]:
        def reading(*args: Any) -> Any:
            readings[name] += 1
            return read(*args)

        return reading

    monkeypatch.setitem(vars(registry()), "find", counted("conference", registry().find))
    monkeypatch.setattr(feeds, "make_snapshot", counted("snapshot", feeds.make_snapshot))
    monkeypatch.setattr(signals, "read_all", counted("values", signals.read_all))
    sockets = [FakeSocket(replace(demo.seat("audience"), person=str(uuid4()))) for _ in range(100)]

    async def come(sock: FakeSocket) -> None:
        quiet.readers.add(sock)
        await quiet.admit(sock.seat, demo.stream)
        await quiet.follow(sock, demo.stream, None)

    await asyncio.gather(*map(come, sockets))
    # The conference of a stream is read once for all of them, and once by the feed.
    assert readings == {"conference": 2, "snapshot": 1, "values": 1}
    shown = {source.type for source in registry().signals_of(demo.stream) if not source.permission}
    assert [sock.of(demo.stream).signals.keys() for sock in sockets] == [shown] * 100


async def test_a_key_asked_for_during_a_read_is_read_next() -> None:
    readings: list[list[int]] = []
    begun, release = asyncio.Event(), asyncio.Event()

    async def read(keys: list[int]) -> dict[int, int]:
        readings.append(list(keys))
        begun.set()
        await release.wait()
        return {key: key * len(readings) for key in keys}

    together = BatchLoader[int, int](read)  # type: ignore[arg-type]
    first = asyncio.gather(*(together.get(key) for key in (1, 2, 1)))
    await begun.wait()
    later = asyncio.gather(*(together.get(key) for key in range(1, MAX_KEYS + 2)))
    await asyncio.sleep(0)
    release.set()
    assert (await first, (await later)[0]) == ([1, 2, 1], 2)
    assert [len(keys) for keys in readings] == [2, MAX_KEYS, 1]


async def test_after_a_shared_read_the_next_one_waits_for_more_keys() -> None:
    readings: list[list[int]] = []
    paused, go_on = asyncio.Event(), asyncio.Event()

    async def read(keys: list[int]) -> dict[int, int]:
        readings.append(list(keys))
        return dict.fromkeys(keys, 0)

    async def pause(seconds: float) -> None:
        paused.set()
        await go_on.wait()

    together = BatchLoader[int, int](read, pause)  # type: ignore[arg-type]
    await together.get(0)
    assert not paused.is_set()  # a single caller delays nobody
    await asyncio.gather(together.get(1), together.get(2))
    await paused.wait()
    one = asyncio.create_task(together.get(3))
    await asyncio.sleep(0)
    other = asyncio.create_task(together.get(4))
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(one, other)
    assert readings == [[0], [1, 2], [3, 4]]


async def test_a_failed_read_fails_only_its_callers() -> None:
    failing = True

    async def read(keys: list[int]) -> dict[int, int]:
        if failing:
            raise OSError("no database")
        return dict.fromkeys(keys, 5)

    together = BatchLoader[int, int](read)  # type: ignore[arg-type]
    answers = await asyncio.gather(together.get(1), together.get(2), return_exceptions=True)
    assert [str(answer) for answer in answers] == ["no database"] * 2
    failing = False
    assert await together.get(1) == 5


async def test_low_priority_commands_delay_only_each_other() -> None:
    lane, busy, order = LowPriorityQueue(), threading.Event(), []
    first = asyncio.create_task(lane.run(busy.wait, 10))
    votes = [asyncio.create_task(lane.run(order.append, number)) for number in range(5)]
    await in_thread(order.append, "the chair")
    busy.set()
    await asyncio.gather(first, *votes)
    assert order == ["the chair", 0, 1, 2, 3, 4]
    lane.close()


async def test_no_vote_begins_while_frames_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "MAX_PAUSE_SECONDS", PATIENCE)
    lane = LowPriorityQueue()
    order: list[str] = []
    with lane.paused():
        vote = asyncio.create_task(lane.run(order.append, "vote"))
        for _ in range(50):
            await asyncio.sleep(0.001)
        order.append("sent")
    await vote
    assert order == ["sent", "vote"]
    lane.close()


async def test_votes_do_not_wait_long_for_a_slow_command() -> None:
    lane = LowPriorityQueue()
    async with asyncio.timeout(PATIENCE):
        with lane.paused():
            assert [await lane.run(str, number) for number in range(20)] == [str(n) for n in range(20)]
    lane.close()
