"""Leases: rows of a dead process are deleted, a frozen process recovers, and people are counted, not sockets."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.backends.utils import CursorWrapper

from foundation import clock
from foundation.database import in_thread, write_transaction
from foundation.ids import subject
from foundation.registry import registry
from foundation.wire import leases, signals
from foundation.wire.leases import SocketJoined, SocketLeft
from foundation.wire.models import Connection, Process
from foundation.wire.presence_writer import A_CROWD, CROWD_SECONDS, PresenceWriter
from sessions.floor.readiness.services import on_deck
from sessions.presence.models import Attendance
from sessions.presence.services import presence_of
from tests.support import databases
from tests.support.demo import Demo
from tests.support.hubs import ManualHub, add_reader
from tests.support.patience import PATIENCE
from tests.support.threads import at_once

pytestmark = pytest.mark.database

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


class Clock:
    """The server's clock, set by the test."""

    def __init__(self) -> None:
        self.moment: datetime = clock.now()

    def __call__(self) -> datetime:
        return self.moment

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.moment += timedelta(seconds=seconds)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    time = Clock()
    monkeypatch.setattr(clock, "now", time)
    return time


def joined(demo: Demo, socket: str, key: str) -> SocketJoined:
    return SocketJoined(socket, demo.stream, demo.seat(key))


def alive(demo: Demo) -> list[str]:
    return sorted(leases.live_connections(demo.stream).values_list("socket", flat=True))


def known(demo: Demo) -> list[str]:
    return sorted(leases.visible_connections(demo.stream).values_list("socket", flat=True))


def test_a_process_that_stops_renewing_loses_its_rows_within_15_seconds(demo: Demo, time: Clock) -> None:
    dies, lives = uuid.uuid4(), uuid.uuid4()
    for process, socket in ((dies, "a"), (lives, "b")):
        assert leases.renew(process) is True
        leases.store_changes(process, [joined(demo, socket, "fiji")])
    assert alive(demo) == ["a", "b"]
    time.later(10)
    assert leases.renew(lives) is False
    assert (leases.sweep(lives), alive(demo)) == (set(), ["a", "b"])
    time.later(2)
    assert alive(demo) == ["b"]
    assert leases.sweep(lives) == {demo.stream}
    assert (alive(demo), known(demo)) == (["b"], ["a", "b"])
    assert list(Process.objects.values_list("id", flat=True)) == [lives]


def test_FL21_a_connection_that_broke_is_told_of_until_its_person_is_back_or_for_two_minutes(
    demo: Demo, time: Clock
) -> None:
    process = uuid.uuid4()
    leases.renew(process)
    lost, closed = SocketLeft("a", demo.stream, lost=True), SocketLeft("b", demo.stream)
    leases.store_changes(process, [joined(demo, "a", "fiji"), joined(demo, "b", "chile")])
    leases.store_changes(process, [lost, closed])
    assert (alive(demo), known(demo)) == ([], ["a"])
    leases.store_changes(process, [joined(demo, "c", "fiji")])
    assert (alive(demo), known(demo)) == (["c"], ["c"])
    leases.store_changes(process, [SocketLeft("c", demo.stream, lost=True)])
    time.later(119)
    assert (leases.delete_lost(), known(demo)) == (set(), ["c"])
    time.later(2)
    assert (leases.delete_lost(), Connection.objects.count()) == ({demo.stream}, 0)


def test_a_frozen_process_that_nobody_swept_goes_on(demo: Demo, time: Clock) -> None:
    process = uuid.uuid4()
    leases.renew(process)
    leases.store_changes(process, [joined(demo, "a", "fiji")])
    time.later(60)
    assert alive(demo) == []
    assert leases.renew(process) is False
    assert alive(demo) == ["a"]


def test_of_one_socket_the_last_change_of_a_batch_counts(demo: Demo) -> None:
    process = uuid.uuid4()
    leases.renew(process)
    leases.store_changes(
        process, [joined(demo, "a", "fiji"), SocketLeft("a", demo.stream), joined(demo, "a", "chile")]
    )
    leases.store_changes(process, [joined(demo, "b", "fiji"), SocketLeft("b", demo.stream)])
    leases.store_changes(process, [joined(demo, "a", "chile")])
    rows = Connection.objects.values_list("socket", "party")
    assert list(rows) == [("a", str(demo.party("CL").pk))]


@pytest.mark.django_db(transaction=True)
def test_a_crowd_is_written_by_few_statements_whose_rows_django_does_not_make(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    process, statements = uuid.uuid4(), []
    leases.renew(process)
    crowd = [joined(demo, f"s-{number}", "fiji") for number in range(leases.BATCH_SIZE)]

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def run(self: CursorWrapper, sql: str, *args: object) -> object:
            statements.append(sql.partition(" ")[0])
            return original(self, sql, *args)

        return run

    for name in ("execute", "executemany"):
        monkeypatch.setattr(CursorWrapper, name, counted(getattr(CursorWrapper, name)))
    leases.store_changes(process, crowd)
    assert [each for each in statements if each != "BEGIN"] == ["SELECT", "INSERT"]
    statements.clear()
    leases.store_changes(process, [SocketLeft(each.socket, demo.stream) for each in crowd])
    assert [each for each in statements if each != "BEGIN"] == ["DELETE"]
    assert Connection.objects.count() == 0


@pytest.mark.django_db(transaction=True)
async def test_a_crowd_that_comes_is_written_a_few_times_a_second_and_who_comes_alone_at_once(
    quiet: ManualHub, demo: Demo
) -> None:
    at = 1000.0
    quiet.presence_writer = presence_writer = PresenceWriter(quiet.feeds, lambda: at)
    await presence_writer.renew()
    written = lambda: in_thread(Connection.objects.count)  # noqa: E731
    for already in (0, 1):
        await add_reader(quiet, demo, "fiji")
        await presence_writer.flush()
        assert await written() == already + 1
    for _ in range(A_CROWD):
        await add_reader(quiet, demo, "audience")
    await presence_writer.flush()
    assert await written() == A_CROWD + 2
    await add_reader(quiet, demo, "fiji")
    await presence_writer.flush()
    assert await written() == A_CROWD + 2
    at += CROWD_SECONDS
    await presence_writer.flush()
    assert await written() == A_CROWD + 3


def test_has_others_while_another_living_process_has_readers(demo: Demo, time: Clock) -> None:
    ours, theirs, relay = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    for process in (ours, theirs, relay):
        leases.renew(process)
    leases.store_changes(ours, [joined(demo, "a", "fiji")])
    assert not leases.has_others(ours)
    leases.store_changes(theirs, [joined(demo, "b", "chile")])
    assert leases.has_others(ours)
    leases.store_changes(theirs, [SocketLeft("b", demo.stream, lost=True)])
    assert not leases.has_others(ours)
    leases.store_changes(theirs, [joined(demo, "b", "chile")])
    time.later(60)
    leases.renew(ours)
    assert not leases.has_others(ours)


def test_a_stopped_process_releases_its_rows(demo: Demo) -> None:
    process = uuid.uuid4()
    leases.renew(process)
    leases.store_changes(process, [joined(demo, "a", "fiji")])
    leases.release_connections(process)
    assert (Process.objects.count(), Connection.objects.count()) == (0, 0)


@pytest.mark.skipif(not databases.SERVER, reason="SQLite has one writer, and no lock for a row")
@pytest.mark.django_db(transaction=True)
def test_a_release_is_repeated_after_a_deadlock_with_a_batch(
    demo: Demo,
) -> None:
    process, begun = uuid.uuid4(), Event()
    leases.renew(process)
    leases.store_changes(process, [joined(demo, "a", "fiji"), joined(demo, "b", "chile")])

    def batch() -> None:
        with write_transaction(), connection.cursor() as cursor:
            # PostgreSQL rolls back the transaction that detects the deadlock first. The batch never does.
            cursor.execute(f"SET LOCAL deadlock_timeout = '{PATIENCE:.0f}s'")
            Connection.objects.filter(socket="b").update(lost_at=clock.now())
            begun.set()
            while not cursor.execute(WAITING).fetchone()[0]:
                sleep(0.01)
            Connection.objects.filter(socket="a").update(lost_at=clock.now())

    def release() -> None:
        assert begun.wait(PATIENCE)
        leases.release_connections(process)

    at_once(batch, release)
    assert (Process.objects.count(), Connection.objects.count()) == (0, 0)


@pytest.mark.skipif(not databases.SERVER, reason="SQLite has one writer, and no lock for a row")
@pytest.mark.django_db(transaction=True)
def test_a_batch_written_during_a_release_leaves_no_rows(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    process, emptied, written = uuid.uuid4(), Event(), Event()
    leases.renew(process)
    execute = CursorWrapper.execute

    def interrupted(self: CursorWrapper, sql: str, *args: Any) -> Any:
        """Before the release deletes its lease, let the batch commit, or wait for the release."""
        if sql.startswith(f'DELETE FROM "{Process._meta.db_table}"'):
            emptied.set()
            with connection.cursor() as cursor:
                while not written.is_set() and not execute(cursor, WAITING).fetchone()[0]:
                    sleep(0.01)
        return execute(self, sql, *args)

    def batch() -> str:
        assert emptied.wait(PATIENCE)
        try:
            leases.store_changes(process, [joined(demo, "a", "fiji")])
        except IntegrityError:
            return "refused"
        finally:
            written.set()
        return "written"

    def release() -> str:
        leases.release_connections(process)
        return "released"

    monkeypatch.setattr(CursorWrapper, "execute", interrupted)
    assert at_once(batch, release) == ["refused", "released"]
    assert (Process.objects.count(), Connection.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
async def test_a_process_swept_while_frozen_writes_all_again(
    time: Clock, quiet: ManualHub, demo: Demo
) -> None:
    sockets = [await add_reader(quiet, demo, key) for key in ("fiji", "chile")]
    await quiet.presence_writer.flush()
    assert await in_thread(alive, demo) == sorted(sock.id for sock in sockets)
    await in_thread(Process.objects.all().delete)
    sockets.append(await add_reader(quiet, demo, "japan"))
    quiet.readers.remove(sockets.pop(0))
    await quiet.presence_writer.flush()
    await quiet.presence_writer.flush()
    assert await in_thread(alive, demo) == sorted(sock.id for sock in sockets)


@pytest.mark.django_db(transaction=True)
async def test_sockets_are_counted_as_people_and_parties(quiet: ManualHub, demo: Demo) -> None:
    tabs = [
        await add_reader(quiet, demo, key)
        for key in ("fiji", "fiji", "japan", "audience", "audience", "moderator")
    ]
    await quiet.presence_writer.flush()
    value = await in_thread(presence_of, demo.session.pk)
    fiji, japan = str(demo.seat("fiji").party), str(demo.seat("japan").party)
    assert {party: (p.hall, p.remote) for party, p in value.parties.items()} == {
        fiji: ([], [demo.participant("fiji")]), japan: ([demo.participant("japan")], []),
    }  # fmt: skip
    assert (value.audience_hall, value.audience_remote, value.moderators) == (0, 1, 1)
    assert value.people == [demo.participant("moderator")]
    quiet.readers.remove(tabs[0])
    await quiet.presence_writer.flush()
    assert fiji in (await in_thread(presence_of, demo.session.pk)).parties
    quiet.readers.remove(tabs[1])
    await quiet.presence_writer.flush()
    assert fiji not in (await in_thread(presence_of, demo.session.pk)).parties
    rows = await in_thread(lambda: set(Attendance.objects.values_list("party", "present")))
    assert rows == {(int(fiji), True), (int(japan), True)}


@pytest.mark.sqlite
@pytest.mark.skipif(bool(databases.SERVER), reason="PostgreSQL reads a small table whole")
def test_queries_for_participants_or_persons_skip_guests(demo: Demo) -> None:
    here = leases.live_connections(demo.stream)
    assert "(stream=? AND participant>?)" in leases.of_participants(here).explain()
    assert "(stream=? AND person=?)" in here.filter(person__in=["a", "b"]).explain()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("key", "concerned", "counted"),
    [("audience", {"presence"}, 0), ("fiji", {"presence", "floor.readiness", "rollcall.quorum"}, 1)],
)
async def test_a_guests_arrival_changes_only_the_counts(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch, key: str, concerned: set[str], counted: int
) -> None:
    told, recorded = set(), []
    record = registry().record_attendance

    def noted(stream: str) -> bool:
        recorded.append(stream)
        return record(stream)

    monkeypatch.setitem(vars(registry()), "record_attendance", noted)
    monkeypatch.setattr("foundation.wire.presence_writer.RECORD_SECONDS", 0.0)
    unlisten = signals.call_when_changed(lambda changed: told.add(changed[1]))
    sock = await add_reader(quiet, demo, key)
    await quiet.presence_writer.flush()
    assert (told, len(recorded)) == (concerned, counted)
    told.clear()
    quiet.readers.remove(sock)
    await quiet.presence_writer.flush()
    unlisten()
    assert (told, len(recorded)) == (concerned, 2 * counted)


@pytest.mark.django_db(transaction=True)
def test_presence_and_readiness_read_as_many_rows_with_many_guests_as_with_few(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[object] = []

    def counted(self: CursorWrapper, size: int) -> list[object]:
        found: list[object] = self.cursor.fetchmany(size)
        rows.extend(found)
        return found

    def guest(number: int) -> SocketJoined:
        return SocketJoined(
            f"guest-{number}", demo.stream, replace(demo.seat("audience"), person=str(uuid.uuid4()))
        )

    process = uuid.uuid4()
    leases.renew(process)
    leases.store_changes(process, [joined(demo, "a", "fiji"), guest(0)])
    monkeypatch.setattr(CursorWrapper, "fetchmany", counted, raising=False)
    read = []
    for guests in (1, 300):
        leases.store_changes(process, map(guest, range(1, guests)))
        rows.clear()
        assert presence_of(demo.session.pk).audience_remote == guests
        on_deck(demo.session.pk)
        read.append(len(rows))
    assert read[0] == read[1] > 0


@pytest.mark.django_db(transaction=True)
async def test_failed_settling_is_repeated_and_delays_no_other_stream(
    quiet: ManualHub, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = (await in_thread(demo.another_session, "scheduled")).stream
    record = registry().record_attendance

    def fail(stream: str) -> bool:
        if stream == demo.stream:
            raise OSError("no database")
        return record(stream)

    await add_reader(quiet, demo, "fiji", demo.stream, other)
    with monkeypatch.context() as broken:
        broken.setitem(vars(registry()), "record_attendance", fail)
        await quiet.presence_writer.flush()
    arrived = lambda: set(Attendance.objects.values_list("session", flat=True))  # noqa: E731
    assert await in_thread(arrived) == {subject(other)}
    await quiet.presence_writer.renew()
    assert await in_thread(arrived) == {subject(other), demo.session.pk}
