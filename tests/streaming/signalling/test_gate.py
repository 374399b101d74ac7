"""The gate reads what changed and nothing else, and closes a floor of which it knows nothing (FL11)."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from foundation.database import in_thread
from foundation.journal import services as journal
from foundation.journal.models import Entry
from sessions.models import Session
from streaming.relay import Relay
from streaming.signalling import floor_snapshot
from streaming.signalling import gate as gates
from streaming.signalling.gate import Gate
from streaming.signalling.slot_assignment import FloorSnapshot, Publication
from tests.streaming.relay.peers import until
from tests.streaming.signalling.conftest import Chair, take
from tests.support.patience import PATIENCE


class Database:
    """A layer between the gate and the database: counts the reads, and fails on demand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked = self.read = 0
        self.down: set[str] = set()
        self._heads, self._proceedings = journal.heads, floor_snapshot.read_floor
        monkeypatch.setattr(journal, "heads", self.heads)
        monkeypatch.setattr(floor_snapshot, "read_floor", self.proceedings)

    def heads(self, streams: list[str]) -> dict[str, tuple[int, str]]:
        if any(not stream.startswith("session/") for stream in streams):
            return self._heads(streams)  # of the floor, by a command
        if "heads" in self.down:
            raise OSError("no database")
        self.asked += 1
        return self._heads(streams)

    def proceedings(self, session: int) -> FloorSnapshot:
        if "proceedings" in self.down:
            raise OSError("no database")
        self.read += 1
        return self._proceedings(session)

    async def is_asked(self, times: int) -> None:
        """Wait until the heads were asked for this many times more."""
        already = self.asked
        await until(lambda: self.asked >= already + times)


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setattr(gates, "BLIND_SECONDS", 0.4)
    monkeypatch.setattr(gates, "POLL_SECONDS", 0.02)
    return Database(monkeypatch)


@pytest.fixture
async def relay(demo: str, database: Database, chair: Chair) -> AsyncIterator[Relay]:
    """A relay whose gate carries the session; Fiji is connected and has the floor."""
    fiji, relay = await take("fiji"), Relay(["127.0.0.1"])
    line = Publication(f"person/{fiji.person}", fiji.person, fiji.party or "", 1)
    gate = Gate(
        relay, lambda stream: [line], lambda stream: [], lambda stream: [], lambda stream: None, Path()
    )
    gate.start()
    await gate.follow_stream(f"session/{demo}")
    await Chair(demo, fiji).do(type="floor.inscribe")
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    await until(lambda: floor(relay, demo) == line.source)
    yield relay
    await gate.stop()
    await relay.close()


def floor(relay: Relay, session: str) -> str | None:
    return relay.stage(f"session/{session}").slots.get("floor")


async def test_the_gate_reads_only_what_has_changed(relay: Relay, database: Database) -> None:
    await database.is_asked(2)
    read = database.read
    await database.is_asked(5)
    assert database.read == read


@pytest.mark.parametrize("down", ["heads", "proceedings"])
async def test_FL11_a_floor_without_news_is_closed_and_opens_again(
    demo: str, relay: Relay, database: Database, chair: Chair, down: str
) -> None:
    holder = floor(relay, demo)
    database.down.add(down)
    await chair.do(type="floor.extend", token=1, seconds=60)
    await until(lambda: floor(relay, demo) is None)
    database.down.clear()
    await until(lambda: floor(relay, demo) == holder)


@pytest.mark.real_time
async def test_FL11_a_crowd_on_every_thread_does_not_delay_the_gate(relay: Relay, database: Database) -> None:
    loop, done = asyncio.get_running_loop(), threading.Event()
    crowd = [loop.run_in_executor(None, done.wait, 30) for _ in range(100)]
    await database.is_asked(3)
    done.set()
    await asyncio.gather(*crowd)


async def test_a_restored_database_is_read_though_its_head_has_the_same_number(
    demo: str, relay: Relay, database: Database
) -> None:
    await database.is_asked(2)
    read, stream = database.read, f"session/{demo}"
    last = await in_thread(lambda: Entry.objects.filter(stream=stream).latest("seq"))
    await in_thread(lambda: Entry.objects.filter(pk=last.pk).update(nonce="restored"))
    await until(lambda: database.read > read)


async def test_FL11_a_failure_on_one_stage_does_not_end_the_watch(
    demo: str, relay: Relay, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, failed = relay.stage(f"session/{demo}"), asyncio.Event()
    assign = stage.assign

    def fail(slot: str, source: str | None) -> None:
        vars(stage)["assign"] = assign
        failed.set()
        raise OSError("once")

    database.down.add("heads")
    monkeypatch.setattr(stage, "assign", fail)
    await failed.wait()
    await until(lambda: floor(relay, demo) is None)


async def test_FL11_a_stage_that_fails_keeps_no_other_from_being_followed(
    demo: str, database: Database, chair: Chair
) -> None:
    sessions = Session.objects.exclude(pk=demo).exclude(state="closed")
    other, relay, fiji = (
        str(await in_thread(lambda: sessions[0].pk)),
        Relay(["127.0.0.1"]),
        await take("fiji"),
    )
    line = Publication(f"person/{fiji.person}", fiji.person, fiji.party or "", 1)
    gate = Gate(
        relay, lambda stream: [line], lambda stream: [], lambda stream: [], lambda stream: None, Path()
    )
    gate.start()
    for session in (other, demo):
        await gate.follow_stream(f"session/{session}")
    stage, failed = relay.stage(f"session/{other}"), asyncio.Event()

    def fail(slot: str, source: str | None) -> None:
        failed.set()
        raise OSError("again and again")

    vars(stage)["assign"] = fail
    elsewhere = Chair(other, chair.seat)
    elsewhere._number = 100  # no command there has an id from here
    await elsewhere.do(type="floor.seat", slot="chair", participant=chair.seat.participant)
    await until(failed.is_set)
    await Chair(demo, fiji).do(type="floor.inscribe")
    await chair.do(type="floor.grant", entry="3", token=0, confirmed=True)
    await until(lambda: floor(relay, demo) == line.source)
    await until(lambda: gate._is_state_unknown(f"session/{other}"))
    assert floor(relay, demo) == line.source

    del vars(stage)["assign"]
    await until(lambda: stage.slots.get("chair"))
    await gate.stop()
    await relay.close()


async def test_the_gate_stops_if_it_is_woken_at_the_same_moment(
    demo: str, chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "POLL_SECONDS", 60)
    loop, told, relay = asyncio.get_running_loop(), asyncio.Event(), Relay(["127.0.0.1"])
    gate = Gate(relay, lambda stream: [], lambda stream: [], lambda stream: [], lambda stream: None, Path())
    gate.start()
    await gate.follow_stream(f"session/{demo}")
    unlisten = journal.call_after_commits(
        lambda stream, seq: loop.call_soon_threadsafe(told.set)
    )  # after the gate's own listener
    closing = asyncio.create_task(chair.do(type="floor.close_list"))
    await told.wait()
    async with asyncio.timeout(PATIENCE):
        await gate.stop()
    unlisten()
    await closing
    await relay.close()
